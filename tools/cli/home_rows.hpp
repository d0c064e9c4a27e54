#pragma once
// One home's figures as rows with mixes as columns: what `show --household` prints.

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "engine/io/results_reader.hpp"

namespace hearthgrid::cli {

/// A home of a results file.
class HomeView {
 public:
  /// Throws InputError for a home that the file does not have.
  HomeView(const io::ResultsReader& reader, const std::string& name);
  [[nodiscard]] const io::ResultsReader& reader() const { return reader_; }
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] size_t index() const { return index_; }
  [[nodiscard]] double own(const char* variable) const { return reader_.numbers(variable, index_).at(0); }
  [[nodiscard]] double of_mix(const char* variable, size_t mix) const {
    return reader_.numbers(variable, std::array{mix, index_}).at(0);
  }
  [[nodiscard]] std::string meaning(const char* flag, double value) const {
    return reader_.flag_meanings(flag).at(static_cast<size_t>(value));
  }

 private:
  const io::ResultsReader& reader_;
  std::string name_;
  size_t index_ = 0;
};

/// Without `values` it is words; with both, `texts` is what people read.
struct HomeRow {
  std::string part;
  std::string item;
  std::vector<double> values;      ///< per mix
  std::vector<std::string> texts;  ///< per mix
};
using HomeRows = std::vector<HomeRow>;

/// Heater, insulation, energy, temperatures, bill.
[[nodiscard]] HomeRows season_rows(const HomeView& home, const std::vector<size_t>& mixes);
/// Losses by element, what brought the heat, what was kept [kWh]; empty if the file cannot say in any of the mixes.
[[nodiscard]] HomeRows loss_rows(const HomeView& home, const std::vector<size_t>& mixes);
/// Heat by month [kWh]; empty if the home's series is not in the file.
[[nodiscard]] HomeRows month_rows(const HomeView& home, const std::vector<size_t>& mixes);
/// Peaks by the step and the hour, with their time; empty as above.
[[nodiscard]] HomeRows peak_rows(const HomeView& home, const std::vector<size_t>& mixes);

}  // namespace hearthgrid::cli
