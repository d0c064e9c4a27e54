#include "models/gas/network/line_pack.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numbers>

#include "models/gas/network/network_areas.hpp"

namespace hearthgrid::gas {
namespace {

constexpr size_t TIERS = static_cast<size_t>(PressureTier::high) + 1;

}  // namespace

LinePack::LinePack(const GasNetwork& network)
    : fluid_(network.fluid), least_(TIERS, std::numeric_limits<double>::infinity()), most_(TIERS, 0.0) {
  const NetworkAreas areas = network_areas(network);
  for (const GasPipe& pipe : network.pipes) {
    if (areas.of(pipe) < 0) continue;
    const GasNode &from = network.nodes[static_cast<size_t>(pipe.from)],
                  &to = network.nodes[static_cast<size_t>(pipe.to)];
    const double area_m2 = 0.25 * std::numbers::pi * pipe.inner_diameter_m * pipe.inner_diameter_m;
    pipes_.push_back({pipe.from, pipe.to, ambient_pressure_pa(from.elevation_m), ambient_pressure_pa(to.elevation_m),
                      area_m2 * pipe.length_m, pipe.length_m, std::max(from.tier, to.tier), areas.of(pipe)});
  }
}

void LinePack::add(std::span<const double> pressure_pa, double draw_m3h, const std::vector<bool>& unknown) {
  std::array<double, TIERS> content{};
  std::array<bool, TIERS> known{};
  known.fill(true);
  for (Pipe& pipe : pipes_) {
    if (!unknown.empty() && unknown[static_cast<size_t>(pipe.area)]) {
      if (pipe.tier == PressureTier::unstated) return;  // it may be of any
      known[static_cast<size_t>(pipe.tier)] = false;
      continue;
    }
    const double from_pa = pressure_pa[static_cast<size_t>(pipe.from)],
                 to_pa = pressure_pa[static_cast<size_t>(pipe.to)];
    if (pipe.tier == PressureTier::unstated) pipe.tier = tier_of(std::max(from_pa, to_pa));
    const double mean_pa = mean_pressure_pa(from_pa + pipe.from_ambient_pa, to_pa + pipe.to_ambient_pa);
    content[static_cast<size_t>(pipe.tier)] +=
        pipe.volume_m3 * fluid_.density_kg_m3(mean_pa) / fluid_.reference_density_kg_m3();
  }
  for (size_t tier = 0; tier < TIERS; ++tier) {
    if (!known[tier]) continue;
    least_[tier] = std::min(least_[tier], content[tier]);
    most_[tier] = std::max(most_[tier], content[tier]);
  }
  peak_m3h_ = std::max(peak_m3h_, draw_m3h);
}

std::vector<TierPack> LinePack::tiers() const {
  std::vector<TierPack> out;
  for (size_t tier = 0; tier < TIERS; ++tier) {
    TierPack pack{.tier = static_cast<PressureTier>(tier), .least_m3 = least_[tier], .most_m3 = most_[tier]};
    bool any = false;
    for (const Pipe& pipe : pipes_) {
      if (pipe.tier != pack.tier) continue;
      pack.length_m += pipe.length_m;
      any = true;
    }
    if (!any || least_[tier] > most_[tier]) continue;
    if (peak_m3h_ > 0.0) pack.minutes_of_peak = 60.0 * pack.swing_m3() / peak_m3h_;
    out.push_back(pack);
  }
  return out;
}

}  // namespace hearthgrid::gas
