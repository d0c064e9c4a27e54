#include "engine/run/firing_shares.hpp"

#include <fmt/format.h>

#include <vector>

#include "engine/run/mix_air.hpp"
#include "engine/run/stove_home.hpp"

namespace hearthgrid::run {
namespace {

using Shares = std::array<double, emission::PHASES>;

// Over the homes with a stove of that device; of a home that banks where nobody has one.
Shares mean_shares(const Scenario& s, const std::vector<bool>& of_device, int any, double ignition_share) {
  Shares sum{};
  double homes = 0.0;
  for (const Pair& pair : s.plan.pairs) {
    const int technology = s.plan.options[pair.option].technology;
    if (!of_device[technology]) continue;
    const Shares one = firing_shares(banks_fire(s.population.households[pair.household]),
                                     s.technologies[technology].banked_share, ignition_share);
    for (size_t phase = 0; phase < sum.size(); ++phase) sum[phase] += one[phase];
    homes += 1.0;
  }
  if (homes == 0.0) return firing_shares(true, s.technologies[any].banked_share, ignition_share);
  for (double& share : sum) share /= homes;
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
