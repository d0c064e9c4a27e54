#include "engine/io/network/network_write.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>

#include "engine/base/error.hpp"
#include "engine/io/network/element_frame.hpp"

namespace hearthgrid::io {

using electricity::Load;
using electricity::Network;
using electricity::ShuntPlace;
using electricity::TransformerBranch;
using electricity::Winding;

namespace {

namespace fs = std::filesystem;

[[noreturn]] void cannot_write(const std::string& path) {
  throw RunError(fmt::format("'{}' cannot be written: check that the folder exists and the disk has room", path));
}

void refuse_existing(const std::string& path, bool overwrite) {
  std::error_code error;
  if (!fs::exists(path, error) || overwrite) return;
  throw InputError(Problem{path, 0, 0, "it is there already", "give another name, or replace it with --overwrite"});
}

void write_text(const fs::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) cannot_write(path.string());
}

/// Only what an export wrote may be swept away by the next.
void refuse_foreign_folder(const std::string& folder) {
  static const std::set<std::string> OWN{".csv", ".dss", ".md"};
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (fs::is_regular_file(entry.path(), error) && OWN.contains(entry.path().extension().string())) continue;
    throw InputError(Problem{
        folder, 0, 0, fmt::format("the folder holds {}, which no export writes", entry.path().filename().string()),
        "give another folder"});
  }
  if (!fs::is_directory(folder, error)) throw InputError(Problem{folder, 0, 0, "this is a file", "give a folder"});
}

bool skewed(Winding winding) {
  return winding == Winding::delta || winding == Winding::zigzag || winding == Winding::zigzag_grounded;
}

}  // namespace

void write_whole_files(const std::vector<TextFile>& files, bool overwrite) {
  std::error_code ignored;
  for (const TextFile& file : files) refuse_existing(file.path, overwrite);
  try {
    for (const TextFile& file : files) write_text(file.path + ".partial", file.text);
    for (const TextFile& file : files) {
      std::error_code error;
      fs::rename(file.path + ".partial", file.path, error);
      if (error) cannot_write(file.path);
    }
  } catch (...) {
    for (const TextFile& file : files) fs::remove(file.path + ".partial", ignored);
    throw;
  }
}

void write_whole_folder(const std::string& folder, const std::vector<TextFile>& files, bool overwrite) {
  std::error_code error;
  std::string target = folder;
  while (target.size() > 1 && target.back() == '/') target.pop_back();
  refuse_existing(target, overwrite);
  const bool there = fs::exists(target, error);
  if (there) refuse_foreign_folder(target);
  const std::string partial = target + ".partial", old = target + ".old";
  fs::remove_all(partial, error);
  if (!fs::create_directory(partial, error)) cannot_write(target);
  try {
    for (const TextFile& file : files) write_text(fs::path(partial) / file.path, file.text);
    if (there) fs::rename(target, old);
    fs::rename(partial, target);
  } catch (const fs::filesystem_error&) {
    fs::remove_all(partial, error);
    if (there && !fs::exists(target, error)) fs::rename(old, target, error);
    cannot_write(target);
  } catch (...) {
    fs::remove_all(partial, error);
    throw;
  }
  if (there) fs::remove_all(old, error);
}

std::vector<std::string> plain_names(const std::vector<std::string>& names, const std::string& kind) {
  std::vector<std::string> out;
  std::set<std::string> taken;
  for (const std::string& name : names) {
    std::string plain;
    for (const char c : name) {
      const bool fit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
      plain += fit ? c : '_';
    }
    if (plain.empty()) plain = kind;
    std::string unique = plain;
    for (int i = 2; !taken.insert(lower_case(unique)).second; ++i) unique = fmt::format("{}_{}", plain, i);
    out.push_back(unique);
  }
  return out;
}

std::string exact_number(double value) {
  return fmt::format("{}", value == 0.0 ? 0.0 : value);
}

int nearest_clock(const TransformerBranch& transformer) {
  const int odd = skewed(transformer.high_winding) != skewed(transformer.low_winding) ? 1 : 0;
  const double hours = transformer.shift_deg / 30.0;
  const int nearest = 2 * static_cast<int>(std::lround((hours - odd) / 2.0)) + odd;
  return (nearest % 12 + 12) % 12;
}

double shunt_place_error(const TransformerBranch& transformer, ShuntPlace place) {
  if (transformer.shunt_place == place) return 0.0;
  // Moving half of the shunt over all of the impedance, or all of it over half; between pi and t half of that.
  const bool to_low = transformer.shunt_place == ShuntPlace::low_voltage || place == ShuntPlace::low_voltage;
  constexpr double HIGH_PU = 1.1;  // the shunt draws with the voltage
  return HIGH_PU * transformer.short_circuit_share * transformer.no_load_current_share / (to_low ? 2.0 : 4.0);
}

std::vector<std::string> notes_on(const Network& network, const Abilities& abilities) {
  double place_error = 0.0, angle_error_deg = 0.0;
  int zero = 0, grounded = 0, bounded = 0;
  for (const TransformerBranch& t : network.transformers) {
    place_error = std::max(place_error, shunt_place_error(t, abilities.shunt_place));
    angle_error_deg = std::max(angle_error_deg, std::abs(std::remainder(t.shift_deg - 30.0 * nearest_clock(t), 360.0)));
    const bool own0 = (t.short_circuit0_share && *t.short_circuit0_share != t.short_circuit_share) ||
                      (t.load_loss0_w && *t.load_loss0_w != t.load_loss_w) || t.magnetising0_share.has_value();
    if (own0) ++zero;
    if (t.high_grounding_ohm != 0.0 || t.low_grounding_ohm != 0.0) ++grounded;
  }
  for (const Load& load : network.loads) {
    if (load.impedance_below_pu > 0.0 || std::isfinite(load.impedance_above_pu)) ++bounded;
  }
  std::vector<std::string> notes;
  if (place_error > 0.0) {
    notes.push_back(fmt::format(
        "the no-load shunt of transformers stands elsewhere: voltages differ by {:.1e} pu at most", place_error));
  }
  if (angle_error_deg > 1e-9 && !abilities.any_angle) {
    notes.push_back(fmt::format(
        "vector groups hold no such angle: voltages behind a transformer turn by {:.1f} degrees", angle_error_deg));
  }
  if (zero > 0 && !abilities.own_zero_sequence) {
    notes.push_back(
        fmt::format("the zero sequence of {} transformer(s) is written as the positive one: differs in "
                    "three-phase flows only",
                    zero));
  }
  if (grounded > 0 && !abilities.groundings) {
    notes.push_back(fmt::format(
        "the neutral impedance of {} transformer(s) is left out: differs in three-phase flows only", grounded));
  }
  if (bounded > 0 && !abilities.voltage_bounds) {
    notes.push_back(
        fmt::format("{} load(s) lose their voltage bounds: beyond them they draw what they draw within", bounded));
  }
  return notes;
}

Network without_dead_buses(const Network& network) {
  Network out = network;
  const auto live = [&](int bus) { return bus != electricity::NO_BUS && network.buses[bus].in_service; };
  for (auto& line : out.lines) {
    line.from_closed = line.from_closed && live(line.from);
    line.to_closed = line.to_closed && live(line.to);
  }
  for (auto& t : out.transformers) {
    t.high_closed = t.high_closed && live(t.high);
    t.low_closed = t.low_closed && live(t.low);
  }
  for (auto& joint : out.switches) joint.closed = joint.closed && live(joint.from) && live(joint.to);
  for (auto& source : out.sources) source.in_service = source.in_service && live(source.bus);
  for (auto& load : out.loads) load.in_service = load.in_service && live(load.bus);
  for (auto& shunt : out.shunts) shunt.in_service = shunt.in_service && live(shunt.bus);
  return out;
}

std::vector<LoadPart> load_parts(const electricity::VoltageDependence& dependence) {
  std::vector<LoadPart> parts;
  for (const auto& [type, share] :
       {std::pair(0, dependence.power), std::pair(2, dependence.current), std::pair(1, dependence.impedance)}) {
    if (std::abs(share) > 1e-12) parts.push_back({type, share});
  }
  if (parts.size() == 1) parts[0].share = 1.0;
  if (parts.empty()) parts.push_back({});
  return parts;
}

const electricity::LoadShape* shape_of(const Network& network, const Load& load) {
  if (load.shape.empty()) return nullptr;
  const auto found = std::find_if(network.shapes.begin(), network.shapes.end(),
                                  [&](const electricity::LoadShape& shape) { return shape.name == load.shape; });
  return found == network.shapes.end() ? nullptr : &*found;
}

}  // namespace hearthgrid::io
