// The fluid of a pandapipes network: properties that are constant, linear or interpolated in a table.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/io/gas/pandapipes_tables.hpp"
#include "engine/io/network/json_text.hpp"
#include "models/gas/properties.hpp"

namespace hearthgrid::io {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* KINDS =
    "understood: FluidPropertyConstant (value), FluidPropertyLinear (slope, offset), FluidPropertyInterExtra (x, y)";

class FluidReader {
 public:
  FluidReader(const PandapipesTables& tables, ProblemList& problems) : tables_(tables), problems_(problems) {
    const Json& fluid = tables.fluid;
    properties_ = fluid.is_object() && fluid.contains("all_properties") ? fluid.at("all_properties") : fluid;
  }

  gas::GasFluid read(double temperature_k) {
    gas::GasFluid fluid;
    fluid.temperature_k = temperature_k;
    if (!properties_.is_object()) {
      add("there is no fluid", "the network needs one, with density, viscosity and compressibility");
      return fluid;
    }
    if (tables_.fluid.contains("name") && tables_.fluid["name"].is_string()) fluid.name = tables_.fluid["name"];
    const bool gas = tables_.fluid.value("is_gas", Json(true)) != Json(false);
    if (!gas) add(fmt::format("the fluid '{}' is no gas", fluid.name), "only gas networks are understood");
    fluid.normal_density_kg_m3 = value_at("density", gas::NORMAL_TEMPERATURE_K).value_or(1.0);
    fluid.viscosity_pa_s = value_at("viscosity", temperature_k).value_or(1e-5);
    fluid.compressibility = compressibility();
    return fluid;
  }

 private:
  void add(std::string message, std::string advice) {
    problems_.add({tables_.path, 0, 0, std::move(message), std::move(advice)});
  }

  /// A property's own entries, whether in a string or not, and its kind.
  std::optional<std::pair<std::string, Json>> property(const std::string& name) {
    if (!properties_.contains(name) || !properties_[name].is_object()) {
      add(fmt::format("the fluid has no {}", name), KINDS);
      return std::nullopt;
    }
    const Json& own = properties_[name];
    const std::string kind =
        own.contains("_class") ? own.value("_class", Json()).dump() : own.value("type", Json()).dump();
    if (!own.contains("_object")) return std::pair{kind, own};
    if (!own["_object"].is_string()) return std::pair{kind, own["_object"]};
    const auto parsed = parse_json(tables_.path, own["_object"].get<std::string>(), problems_);
    if (!parsed) return std::nullopt;
    return std::pair{kind, *parsed};
  }

  static std::optional<double> number(const Json& entries, const char* key) {
    if (!entries.is_object() || !entries.contains(key) || !entries[key].is_number()) return std::nullopt;
    return entries[key].get<double>();
  }

  static std::vector<double> numbers(const Json& entries, const char* key) {
    std::vector<double> values;
    if (!entries.is_object() || !entries.contains(key)) return values;
    const Json& own = entries[key];
    const Json& list = own.is_object() && own.contains("_object") ? own["_object"] : own;
    if (!list.is_array()) return values;
    for (const Json& each : list) {
      if (!each.is_number()) return {};
      values.push_back(each.get<double>());
    }
    return values;
  }

  std::optional<double> value_at(const std::string& name, double x) {
    const auto own = property(name);
    if (!own) return std::nullopt;
    const auto& [kind, entries] = *own;
    std::optional<double> value = number(entries, "value");
    const auto slope = number(entries, "slope"), offset = number(entries, "offset");
    if (slope && offset) value = *offset + *slope * x;
    const std::vector<double> xs = numbers(entries, "x"), ys = numbers(entries, "y");
    if (xs.size() >= 2 && xs.size() == ys.size() && std::is_sorted(xs.begin(), xs.end(), std::less_equal<>())) {
      // The stretch around x, or the outermost one.
      const auto above = std::clamp<std::ptrdiff_t>(std::upper_bound(xs.begin(), xs.end(), x) - xs.begin(), 1,
                                                    static_cast<std::ptrdiff_t>(xs.size()) - 1);
      const auto i = static_cast<size_t>(above);
      value = ys[i - 1] + (ys[i] - ys[i - 1]) * (x - xs[i - 1]) / (xs[i] - xs[i - 1]);
    }
    if (!value) {
      add(fmt::format("the fluid's {} is of a kind that is not understood ({})", name, kind), KINDS);
    } else if (!std::isfinite(*value) || *value <= 0.0) {
      add(fmt::format("the fluid's {} at {} K is {}", name, x, *value), "it must be above 0");
      return std::nullopt;
    }
    return value;
  }

  gas::Compressibility compressibility() {
    const auto own = property("compressibility");
    if (!own) return {};
    const auto& [kind, entries] = *own;
    const auto value = number(entries, "value"), offset = number(entries, "offset");
    auto slope = number(entries, "slope");
    if (!slope) slope = number(entries, "slope_per_bar");
    if (value && *value == 1.0) return gas::ideal_gas();
    if (slope && offset && *offset == 1.0) return gas::linear_compressibility(*slope);
    add(fmt::format("the fluid's compressibility is not understood ({})", entries.dump()),
        "understood: the constant 1, and FluidPropertyLinear with offset 1");
    return {};
  }

  const PandapipesTables& tables_;
  ProblemList& problems_;
  Json properties_;
};

}  // namespace

gas::GasFluid pandapipes_fluid(const PandapipesTables& tables, double temperature_k, ProblemList& problems) {
  return FluidReader(tables, problems).read(temperature_k);
}

}  // namespace hearthgrid::io
