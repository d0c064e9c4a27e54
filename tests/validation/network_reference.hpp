#pragma once
// Tables of other programs' power flows, by column name, and what our results are held against.

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "models/electricity/network/power_flow.hpp"

namespace hearthgrid {

/// A plain comma-separated file with a header.
class ReferenceTable {
 public:
  explicit ReferenceTable(const std::string& path) : path_(path) {
    std::ifstream file(path);
    std::string line;
    if (!std::getline(file, line)) throw std::runtime_error("cannot read " + path);
    columns_ = cells(line);
    while (std::getline(file, line)) {
      if (!line.empty()) rows_.push_back(cells(line));
    }
  }

  [[nodiscard]] size_t rows() const { return rows_.size(); }
  [[nodiscard]] const std::string& text(size_t row, const std::string& column) const {
    const auto found = std::ranges::find(columns_, column);
    if (found == columns_.end()) throw std::runtime_error(path_ + " has no column " + column);
    return rows_[row].at(static_cast<size_t>(found - columns_.begin()));
  }
  [[nodiscard]] double number(size_t row, const std::string& column) const { return std::stod(text(row, column)); }

 private:
  static std::vector<std::string> cells(std::string line) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    std::vector<std::string> result;
    std::istringstream stream(line);
    for (std::string cell; std::getline(stream, cell, ',');) result.push_back(cell);
    return result;
  }

  std::string path_;
  std::vector<std::string> columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// The largest difference seen, to be stated with the tolerance.
struct Largest {
  double value = 0.0;
  void see(double difference) { value = std::isnan(difference) ? INFINITY : std::max(value, std::abs(difference)); }
  void see_share(double got, double expected, double smallest) {
    see((got - expected) / std::max(std::abs(expected), smallest));
  }
};

/// Between two angles, in degrees.
inline double turn_deg(double one, double other) {
  return std::remainder(one - other, 360.0);
}

inline electricity::Complex sum(const electricity::PhaseValues& values) {
  return values[0] + values[1] + values[2];
}

}  // namespace hearthgrid
