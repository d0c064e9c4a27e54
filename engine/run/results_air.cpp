#include "engine/run/results_air.hpp"

namespace hearthgrid::run {

void write_air(io::ResultsWriter& file, const std::vector<VillageAccount>& all) {
  const char* const of_level[emission::LEVELS] = {"emission_low_kg", "emission_kg", "emission_high_kg"};
  for (int level = 0; level < emission::LEVELS; ++level) {
    std::vector<double> kg;  // [mix][village][pollutant][place]
    for (const VillageAccount& account : all) {
      for (int p = 0; p < emission::POLLUTANTS; ++p) {
        for (int w = 0; w < emission::PLACES; ++w) kg.push_back(account.emissions[level].kg[w][p]);
      }
    }
    file.write(of_level[level], kg);
  }
}

}  // namespace hearthgrid::run
