#include "engine/io/conversion_keys.hpp"

namespace hearthgrid::io {

std::vector<KeySpec> conversion_keys() {
  return {
      texts("eligibility", "Names of the rules that hold here; all if absent, [] for none.").or_absent(),
      text("sizing",
           "How large the heater is: as \"size\" says, the programme's one size for all (the rated one), or by the "
           "home's design load, rounded up to a size that is sold; given if there is a size, else programme.")
          .one_of({"given", "programme", "design_load"})
          .or_absent(),
      number("size", "1", "Size of the heater over the technology's rated size.").range(0.05, 20).or_absent(),
      number("design_margin", "1", "Capacity over the design load that is asked for, with sizing by design load.")
          .range(0.5, 3)
          .by_default("1.0"),
      numbers("product_sizes", "1", "Sizes that are sold over the rated size; the technology's own if absent.")
          .range(0.05, 20)
          .or_absent(),
      number("backup_w", "W", "Electric backup heater; the technology's own if absent.").range(0, 50000).or_absent()};
}

}  // namespace hearthgrid::io
