#pragma once
// What the exports of networks share: files that are whole or absent, names, and sentences on what is lost.

#include <optional>
#include <string>
#include <vector>

#include "models/electricity/network/network.hpp"

namespace hearthgrid::io {

struct TextFile {
  std::string path;  ///< of a folder's file: its name in it
  std::string text;
};

/// Writes files by way of ".partial" beside them: all of them or none. InputError if one is there and not `overwrite`,
/// RunError if it cannot be done.
void write_whole_files(const std::vector<TextFile>& files, bool overwrite);
/// Writes a new folder with these files. An existing one is replaced only with `overwrite`, and only if it holds
/// nothing but files such as an export writes (.csv, .dss, .md).
void write_whole_folder(const std::string& folder, const std::vector<TextFile>& files, bool overwrite);

/// Names fit for a tool: characters other than letters, digits, '_' and '-' become '_', empty names become `kind`, and
/// doubles (in any case of letters) get a number.
[[nodiscard]] std::vector<std::string> plain_names(const std::vector<std::string>& names, const std::string& kind);

/// The shortest text from which exactly this number is read back.
[[nodiscard]] std::string exact_number(double value);

/// The hour whose angle is nearest to the transformer's shift among those that its windings can have: odd with one side
/// in delta (or zigzag), else even.
[[nodiscard]] int nearest_clock(const electricity::TransformerBranch& transformer);

/// How far a transformer's voltages are off at most, in per unit and up to 1.1 pu, if its no-load shunt stands at
/// `place` instead of its own: 1.1 uk i0 / 2, or half of that between pi and t.
[[nodiscard]] double shunt_place_error(const electricity::TransformerBranch& transformer,
                                       electricity::ShuntPlace place);

/// Sentences on transformers that a tool holds with another place of the shunt, another angle, a zero sequence like the
/// positive one (`own_zero_sequence` false) or no neutral impedance; on loads with bounds of voltage.
struct Abilities {
  electricity::ShuntPlace shunt_place = electricity::ShuntPlace::pi;
  bool own_zero_sequence = false, groundings = false, voltage_bounds = false, any_angle = false;
};
[[nodiscard]] std::vector<std::string> notes_on(const electricity::Network& network, const Abilities& abilities);

/// A line's ends and a load's state with the state of their buses worked in, for tools without it.
[[nodiscard]] electricity::Network without_dead_buses(const electricity::Network& network);

/// A load's part of constant power, current or impedance, with the number of its kind (power-grid-model's: 0, 2, 1).
struct LoadPart {
  int type = 0;
  double share = 1.0;
};
[[nodiscard]] std::vector<LoadPart> load_parts(const electricity::VoltageDependence& dependence);

/// The shape of a load, if the network has it.
[[nodiscard]] const electricity::LoadShape* shape_of(const electricity::Network& network,
                                                     const electricity::Load& load);

}  // namespace hearthgrid::io
