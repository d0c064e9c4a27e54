// power-grid-model's validation cases (its JSON of input, updates and expected output) at the tolerances of its
// params.json: every attribute of every node, line, transformer, load and source that the output has. Origin of the
// expected values: pandapower for the component and distribution cases, Phase to Phase's Vision for the last.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>

#include "engine/io/network/pgm_file.hpp"
#include "models/electricity/network/power_flow.hpp"
#include "tests/reference_data.hpp"
#include "tests/validation/network_reference.hpp"

namespace hearthgrid {
namespace {

using electricity::Complex;
using electricity::Network;
using electricity::PhaseValues;
using electricity::PowerFlowResult;
using nlohmann::json;

struct PgmCase {
  const char *name, *folder;
  bool three_phase, batch;
  size_t scenarios;
  double rtol, atol;  ///< of params.json; checked against it
};

constexpr PgmCase CASES[] = {
    {"symmetric_line", "pandapower_components_symmetric_line", false, false, 1, 1e-5, 1e-5},
    {"symmetric_transformer", "pandapower_components_symmetric_transformer", false, true, 11, 1e-5, 1e-5},
    {"asymmetric_distribution", "pandapower_networks_asymmetric_distribution-case", true, true, 2, 1e-3, 1e-3},
    {"vision_example", "vision-example", true, false, 1, 0.0, 0.5},
};

json read_json(const std::string& path) {
  std::ifstream file(path);
  return json::parse(file);
}

/// What we have for an attribute, by phase; one value where it has no phases.
using Values = std::vector<double>;

Values parts(const PhaseValues& values, bool three_phase, bool total, const std::function<double(Complex)>& part) {
  if (three_phase) return {part(values[0]), part(values[1]), part(values[2])};
  return {part(total ? sum(values) : values[0])};
}

double real(Complex value) {
  return value.real();
}
double imag(Complex value) {
  return value.imag();
}
double magnitude(Complex value) {
  return std::abs(value);
}
double angle(Complex value) {
  return std::arg(value);
}

class Attributes {
 public:
  Attributes(const Network& network, const PowerFlowResult& result, bool three_phase)
      : network_(network), result_(result), three_phase_(three_phase) {}

  /// Empty where the attribute is none of ours.
  [[nodiscard]] Values of(const std::string& component, const std::string& name, const std::string& attribute) const {
    if (component == "node") return node(index(network_.buses, name), attribute);
    if (component == "line") {
      const auto& line = result_.lines.at(index(network_.lines, name));
      if (attribute == "loading") return {line.loading};
      return ends(line.from_va, line.to_va, line.from_a, line.to_a, attribute);
    }
    if (component == "transformer") {
      const auto& trafo = result_.transformers.at(index(network_.transformers, name));
      if (attribute == "loading") return {trafo.loading_by_power};
      return ends(trafo.high_va, trafo.low_va, trafo.high_a, trafo.low_a, attribute);
    }
    if (component == "source") {
      const auto& source = result_.sources.at(index(network_.sources, name));
      return injection(source.va, attribute, source.a);
    }
    const size_t load = index(network_.loads, name);
    PhaseValues va = result_.load_va.at(load), a{};
    for (size_t p = 0; p < 3; ++p) {
      if (network_.loads[load].generator) va[p] = -va[p];
      a[p] = std::conj(va[p] / result_.buses[static_cast<size_t>(network_.loads[load].bus)].v[p]);
    }
    return injection(va, attribute, a);
  }

 private:
  template <class Elements>
  [[nodiscard]] static size_t index(const Elements& elements, const std::string& name) {
    for (size_t i = 0; i < elements.size(); ++i) {
      if (elements[i].name == name) return i;
    }
    throw std::runtime_error("no element " + name);
  }

  [[nodiscard]] Values node(size_t bus, const std::string& attribute) const {
    const auto& v = result_.buses[bus].v;
    if (attribute == "u_pu") {
      const auto& pu = result_.buses[bus].pu;
      return three_phase_ ? Values{pu[0], pu[1], pu[2]} : Values{pu[0]};
    }
    // Voltages are line to line in symmetric output, to earth in the other.
    const double scale = three_phase_ ? 1.0 : std::sqrt(3.0);
    if (attribute == "u") return parts(v, three_phase_, false, [&](Complex each) { return scale * std::abs(each); });
    return attribute == "u_angle" ? parts(v, three_phase_, false, angle) : Values{};
  }

  [[nodiscard]] Values ends(const PhaseValues& from_va, const PhaseValues& to_va, const PhaseValues& from_a,
                            const PhaseValues& to_a, const std::string& attribute) const {
    const bool from = attribute.ends_with("_from");
    const auto& va = from ? from_va : to_va;
    switch (attribute[0]) {
      case 'p':
        return parts(va, three_phase_, true, real);
      case 'q':
        return parts(va, three_phase_, true, imag);
      case 's':
        return parts(va, three_phase_, true, magnitude);
      case 'i':
        return parts(from ? from_a : to_a, three_phase_, false, magnitude);
      default:
        return {};
    }
  }

  [[nodiscard]] Values injection(const PhaseValues& va, const std::string& attribute, const PhaseValues& a) const {
    if (attribute == "p") return parts(va, three_phase_, true, real);
    if (attribute == "q") return parts(va, three_phase_, true, imag);
    if (attribute == "s") return parts(va, three_phase_, true, magnitude);
    return attribute == "i" ? parts(a, three_phase_, false, magnitude) : Values{};
  }

  const Network& network_;
  const PowerFlowResult& result_;
  bool three_phase_;
};

class PowerGridModel : public testing::TestWithParam<PgmCase> {
 protected:
  void SetUp() override {
    const auto data = reference_data();
    if (!data) GTEST_SKIP() << "no reference data: set HEARTHGRID_REFERENCE_DATA";
    folder_ = *data + "/networks/pgm_cases/" + GetParam().folder;
    if (!std::filesystem::is_directory(folder_)) GTEST_SKIP() << folder_ << " is not there";
  }

  [[nodiscard]] std::vector<Network> networks() const {
    if (!GetParam().batch) return {io::read_pgm(folder_ + "/input.json")};
    return io::read_pgm_batch(folder_ + "/input.json", folder_ + "/update_batch.json");
  }

  /// One output data set; counts what it compared.
  void compare(const json& expected, const Attributes& ours) {
    for (const auto& [component, elements] : expected.items()) {
      for (const auto& element : elements) {
        for (const auto& [attribute, value] : element.items()) {
          if (attribute == "id" || value.is_null()) continue;
          const std::string name = std::to_string(element.at("id").get<int>());
          const Values got = ours.of(component, name, attribute);
          ASSERT_FALSE(got.empty()) << component << "." << attribute;
          const Values wanted = value.is_array() ? value.get<Values>() : Values{value.get<double>()};
          ASSERT_EQ(got.size(), wanted.size()) << component << "." << attribute;
          for (size_t i = 0; i < got.size(); ++i) check(component, attribute, name, got[i], wanted[i]);
        }
      }
    }
  }

  void check(const std::string& component, const std::string& attribute, const std::string& name, double got,
             double wanted) {
    const bool is_angle = attribute == "u_angle";
    const double gap = std::abs(is_angle ? std::remainder(got - wanted, 2.0 * std::acos(-1.0)) : got - wanted);
    const double limit = GetParam().atol + GetParam().rtol * std::abs(wanted);
    worst_.see(gap / limit);
    ++compared_;
    EXPECT_LE(gap, limit) << component << " " << name << " " << attribute << ": " << got << " for " << wanted;
  }

  std::string folder_;
  Largest worst_;
  int compared_ = 0;
};

TEST_P(PowerGridModel, OutputIsReproduced) {
  const PgmCase& each = GetParam();
  const json params = read_json(folder_ + "/params.json");
  EXPECT_EQ(params.at("rtol").get<double>(), each.rtol);
  EXPECT_EQ(params.at("atol").get<double>(), each.atol);
  const std::string kind = each.three_phase ? "asym_output" : "sym_output";
  const json data = read_json(folder_ + "/" + kind + (each.batch ? "_batch.json" : ".json")).at("data");
  const auto scenarios = networks();
  ASSERT_EQ(scenarios.size(), each.scenarios);
  electricity::PowerFlowOptions options;
  options.three_phase = each.three_phase;
  options.dead_islands_allowed = true;
  for (size_t i = 0; i < scenarios.size(); ++i) {
    const auto result = electricity::PowerFlow(scenarios[i], options).solve();
    ASSERT_TRUE(result.converged()) << result.failure->text;
    EXPECT_LT(result.largest_residual, 1e-9);
    compare(each.batch ? data.at(i) : data, Attributes(scenarios[i], result, each.three_phase));
  }
  EXPECT_GT(compared_, 10);
  fmt::print("{}: {} values, worst {:.1e} of its tolerance\n", each.name, compared_, worst_.value);
}

INSTANTIATE_TEST_SUITE_P(Reference, PowerGridModel, testing::ValuesIn(CASES),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace hearthgrid
