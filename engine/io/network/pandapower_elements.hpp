#pragma once
// Elements of pandapower's tables turned into those of a Network.

#include <optional>
#include <string>
#include <unordered_map>

#include "engine/io/network/pandapower_file.hpp"
#include "engine/io/network/pandapower_tables.hpp"

namespace hearthgrid::io {

/// Turns tables into a network, one kind of element after the other; what is wrong goes to the list of problems.
class PandapowerReader {
 public:
  PandapowerReader(const PandapowerTables& tables, const PandapowerOptions& options, ProblemList& problems)
      : tables_(tables), options_(options), problems_(problems) {}

  [[nodiscard]] electricity::Network read();

 private:
  using Frame = ElementFrame;
  [[nodiscard]] const Frame& frame(const std::string& name) const { return tables_.frames.at(name); }
  /// The element of the network that stands for a row's `column`, such as from_bus; NO_BUS and a problem if there is
  /// none.
  int bus_of(const Frame& table, int row, const std::string& column);
  /// The pandapower index of each row, checked for doubles, to the position in the network.
  std::unordered_map<long, int> indices(const Frame& table);
  [[nodiscard]] static std::string name_of(const Frame& table, int row);

  void read_buses();
  void read_lines();
  void read_transformers();
  void read_tap(const Frame& table, int row, electricity::TransformerBranch& transformer);
  void read_windings(const Frame& table, int row, electricity::TransformerBranch& transformer);
  void read_zero_sequence(const Frame& table, int row, electricity::TransformerBranch& transformer);
  void read_switches();
  void open_end(const Frame& table, int row, const std::string& kind);
  void read_sources();
  void read_symmetric(const std::string& name, double sign);
  void read_asymmetric(const std::string& name, double sign);
  [[nodiscard]] electricity::Connection connection_of(const Frame& table, int row);
  electricity::VoltageDependence dependence_of(const Frame& table, int row, const std::string& power);
  void read_wards();
  void read_shunts();
  void read_profiles();
  void check_three_phase();

  const PandapowerTables& tables_;
  const PandapowerOptions& options_;
  ProblemList& problems_;
  electricity::Network network_{};
  std::unordered_map<long, int> bus_at_{}, line_at_{}, transformer_at_{};
};

}  // namespace hearthgrid::io
