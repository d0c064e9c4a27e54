#include "engine/run/firing_shares.hpp"

#include <fmt/format.h>

#include <set>
#include <vector>

#include "engine/run/mix_air.hpp"
#include "engine/run/stove_home.hpp"

namespace hearthgrid::run {
namespace {

using Shares = std::array<double, emission::PHASES>;

// Over the homes that have a stove of that device today, each once, whatever mixes there are. Where nobody has one,
// over all homes and the stoves of the device that mixes give them, or the first that there is.
Shares mean_shares(const Scenario& s, const std::vector<bool>& of_device, int any, double ignition_share) {
  Shares sum{};
  double counted = 0.0;
  const auto count = [&](const Household& home, int technology) {
    const Shares one = firing_shares(banks_fire(home), s.technologies[technology].banked_share, ignition_share);
    for (size_t phase = 0; phase < sum.size(); ++phase) sum[phase] += one[phase];
    counted += 1.0;
  };
  for (size_t home = 0; home < s.plan.before.size(); ++home) {
    const int technology = s.plan.options[s.plan.pairs[s.plan.before[home]].option].technology;
    if (of_device[technology]) count(s.population.households[home], technology);
  }
  if (counted == 0.0) {
    std::set<int> given;
    for (const Option& option : s.plan.options) {
      if (of_device[option.technology]) given.insert(option.technology);
    }
    if (given.empty()) given.insert(any);
    for (const Household& home : s.population.households) {
      for (const int technology : given) count(home, technology);
    }
  }
  for (double& share : sum) share /= counted;
  return sum;
}

}  // namespace

Shares firing_shares(bool banks, double banked_share, double ignition_share) {
  const double banked = banks ? banked_share : 0.0;
  const double ignition = banks && banked_share > 0.0 ? 0.0 : ignition_share;
  return {ignition, 1.0 - ignition - banked, banked};
}

void take_firing_shares(Scenario& s, ProblemList& problems) {
  const std::vector<std::string> devices = s.factors.devices_by_firing();
  if (devices.empty()) return;
  const io::Settings& emissions = s.settings.table("emissions");
  const AirDevices air = air_devices(s);
  for (const std::string& device : devices) {
    std::vector<bool> of_device(s.technologies.size());
    int any = -1;
    for (int t = 0; t < static_cast<int>(of_device.size()); ++t) {
      of_device[t] = air.device[t] == device && s.technologies[t].kind == heater::HeaterKind::hand_fired;
      if (of_device[t] && any < 0) any = t;
    }
    if (any >= 0) {
      s.factors.share_by_firing(device, mean_shares(s, of_device, any, emissions.number("ignition_share")));
      continue;
    }
    problems.add(emissions.problem(
        "factors", fmt::format("{} has rows by phase without fuel_share, but no stove fired by hand has them", device),
        "give fuel_share, or one row without a phase"));
  }
}

}  // namespace hearthgrid::run
