#pragma once
// Elements of an OpenDSS script with their properties checked, and the network that they become.

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/io/network/opendss_file.hpp"
#include "engine/io/network/opendss_script.hpp"

namespace hearthgrid::io {

/// One element as its New and Edit statements leave it.
struct DssElement {
  std::string kind;  ///< "line", "load", ...
  std::string name;  ///< as first written
  std::vector<DssWord> words;
  std::string file;
  int line = 0;
  std::string folder;

  [[nodiscard]] std::string origin() const { return file + ":" + std::to_string(line); }
  [[nodiscard]] Problem problem(const std::string& message, const std::string& advice) const {
    return {file, line, 0, kind + "." + name + ": " + message, advice};
  }
};

/// The last word that a property was given.
class DssProperties {
 public:
  DssProperties(const DssElement& element, ProblemList& problems) : element_(element), problems_(problems) {}
  [[nodiscard]] const DssWord* find(const std::string& name) const;
  [[nodiscard]] bool has(const std::string& name) const { return find(name) != nullptr; }
  /// Position of the last word of that name among the element's words; -1 if it was not given.
  [[nodiscard]] int position(const std::string& name) const;
  [[nodiscard]] std::string text(const std::string& name, const std::string& absent = "") const;
  [[nodiscard]] double number(const std::string& name, double absent) const;
  [[nodiscard]] double required(const std::string& name) const;
  [[nodiscard]] double positive(const std::string& name) const;  ///< required, above 0
  [[nodiscard]] bool flag(const std::string& name, bool absent) const;
  [[nodiscard]] std::vector<double> numbers(const std::string& name) const;
  void complain(const DssWord& word, const std::string& advice) const;

 private:
  const DssElement& element_;
  ProblemList& problems_;
};

/// A bus as an element names it, such as "34.1" or "7.1.2.3.0".
struct DssBus {
  std::string name;
  std::vector<int> nodes;  ///< empty where none are given
};
[[nodiscard]] std::optional<DssBus> dss_bus(const std::string& text);

/// Length in km of a unit word; 0 for "none", nothing if the word is unknown.
[[nodiscard]] std::optional<double> dss_unit_km(const std::string& word);

/// Turns the statements of a script into a network.
class OpenDssReader {
 public:
  OpenDssReader(const OpenDssOptions& options, ProblemList& problems) : options_(options), problems_(problems) {}
  electricity::Network read(const std::string& path);

 private:
  void gather(const DssStatement& statement);
  void gather_set(const DssStatement& statement);
  void gather_element(const DssStatement& statement);
  void gather_batch(const DssStatement& statement);
  void check_names(const DssElement& element);

  int bus(const DssElement& element, const std::string& text, DssBus& parsed);
  /// A bus at which all three phases are connected in order.
  int three_phase_bus(const DssElement& element, const std::string& text);
  void read_source(const DssElement& element);
  /// What holds a line's data: its LineCode or itself; nothing and a problem if its code is not there.
  const DssElement* line_code(const DssElement& element);
  void read_line(const DssElement& element);
  void read_transformer(const DssElement& element);
  void read_load(const DssElement& element);
  void read_load_phases(const DssElement& element, const DssBus& at, electricity::Complex va, double kv,
                        electricity::Load& load);
  void read_shape(const DssElement& element);
  [[nodiscard]] std::optional<std::vector<double>> shape_values(const DssElement& element, const DssWord& word);
  void open_terminal(const DssStatement& statement);
  void rate_buses(const std::string& path);
  void finish_loads();

  const OpenDssOptions& options_;
  ProblemList& problems_;
  electricity::Network network_{};
  std::vector<DssElement> elements_{};
  std::map<std::string, size_t> element_at_{};  ///< "kind.name" in small letters
  std::map<std::string, const DssElement*> codes_{};
  std::vector<std::string> skipped_{};
  std::unordered_map<std::string, int> bus_at_{};
  std::vector<DssStatement> opened_{};  ///< carried out when all elements are there
  std::vector<double> voltage_bases_v_{};
  double load_multiplier_ = 1.0;
  std::map<int, double> source_v_{};  ///< rated voltage that a source gives its bus
  struct LoadRating {
    double phase_v = 0.0;  ///< across each of its branches
    double min_pu = 0.95, max_pu = 1.05;
  };
  std::vector<LoadRating> load_ratings_{};  ///< of each load of the network
};

}  // namespace hearthgrid::io
