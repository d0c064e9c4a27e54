#pragma once
// Minutes of a results file's time axis as local dates.

#include <chrono>
#include <cstdint>
#include <string>

#include "engine/io/results_reader.hpp"

namespace hearthgrid::cli {

class LocalTime {
 public:
  /// Reads where the file's `time` begins, in local time.
  explicit LocalTime(const io::ResultsReader& reader);
  [[nodiscard]] std::chrono::sys_days day(double minutes) const;
  /// "2022-01-14 07:15"; without the year if `exact` is false.
  [[nodiscard]] std::string text(double minutes, bool exact) const;
  /// "2022-01".
  [[nodiscard]] std::string month(double minutes) const;

 private:
  std::chrono::sys_days start_;
  int64_t start_minute_ = 0;
};

}  // namespace hearthgrid::cli
