#pragma once
// Writes a results file (SCHEMA.md) under a passing name and puts it in its place only when it is complete. One thread.
// Order of calls: attributes and dimensions; whole variables; begin_series and begin_rows of all that come block by
// block; their blocks, in order of transformer; whole variables; commit. Equal calls give equal bytes, and so does any
// division of the same rows into blocks.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/time_axis.hpp"
#include "engine/io/h5_chunk.hpp"
#include "engine/io/h5_file.hpp"
#include "engine/io/results_schema.hpp"
#include "engine/io/results_series.hpp"

namespace hearthgrid::io {

/// Errors: InputError if the file exists already (and `overwrite` is off), is a folder, or its folder is missing;
/// RunError if the disk is full or refuses, or a value is not finite or does not fit its type (the message names the
/// variable); std::logic_error for names that the schema does not have, wrong sizes and rows out of order.
class ResultsWriter {
 public:
  ResultsWriter(const std::string& path, bool overwrite);
  /// Without commit() the passing file is removed.
  ~ResultsWriter();
  ResultsWriter(const ResultsWriter&) = delete;
  ResultsWriter& operator=(const ResultsWriter&) = delete;

  void attribute(const std::string& name, const std::string& value);
  void attribute(const std::string& name, double value);
  void attribute(const std::string& name, int64_t value);

  /// A dimension whose coordinate are names. With no names the dimension is empty: its variables are skipped silently.
  void dimension(const std::string& name, const std::vector<std::string>& labels);
  /// A dimension whose coordinate is 0, 1, 2, ...
  void dimension(const std::string& name, int64_t size);
  /// A dimension whose coordinate are whole numbers (years, group sizes).
  void dimension_values(const std::string& name, std::span<const int64_t> values);
  /// time, time_bnds and time_local of the season, without warm-up.
  void time_dimension(const TimeAxis& axis);
  /// Minutes of a season step's start in the units of `time`, for `..._time` variables.
  [[nodiscard]] int64_t time_value(int season_step) const { return int64_t{season_step} * step_minutes_; }

  /// Meanings of 0, 1, 2, ... of a flag variable, before the variable is written.
  void flags(const std::string& variable, std::vector<std::string> meanings);
  /// A whole variable, row-major in the schema's dimensions, converted to the schema's type.
  void write(const std::string& variable, std::span<const double> values);
  /// The same of texts.
  void write_text(const std::string& variable, std::span<const std::string> values);

  /// A variable (mix, x) that comes range by range of x, in order for each mix. It lies uncompressed at a fixed place.
  void begin_rows(const std::string& variable);
  void write_rows(const std::string& variable, int mix, int64_t first, std::span<const double> values);
  void write_rows(const std::string& variable, int mix, int64_t first, std::span<const float> values);

  /// A series (mix, transformer, time).
  void begin_series(const std::string& variable, SeriesEncoding encoding = SeriesEncoding::exact);
  /// Rows x time, row-major; `first_transformer` is a multiple of 32, and so is `rows` but for the last block.
  void write_series_rows(const std::string& variable, int mix, int first_transformer, int rows,
                         std::span<const float> values);
  /// The same with what compress_series_rows made elsewhere.
  void write_series_chunks(const std::string& variable, std::vector<SeriesChunk> chunks);

  /// One mix of a series (mix, x, time), [x][time]; mixes come in order. Rounded to 12 bits.
  void write_series_of_mix(const std::string& variable, int mix, std::span<const float> values);

  /// An input word for word, as a text in /inputs. A '/' in the name becomes '_'.
  void input_text(const std::string& name, const std::string& text);
  /// Something odd about one object, for /diagnostics.
  void diagnostic(const std::string& object, const std::string& message);
  /// Writes out, syncs, and gives the file its name. std::logic_error if a series or rows are incomplete.
  void commit();

  [[nodiscard]] int64_t size_of(const std::string& dimension) const;

 private:
  struct Rows {
    H5Handle dataset;
    std::vector<int64_t> next;  ///< first value not yet written, per mix
  };
  struct Series {
    std::string variable;
    H5Handle dataset;
    SeriesEncoding encoding = SeriesEncoding::exact;
  };

  [[nodiscard]] std::vector<hsize_t> extents(const VariableSpec& spec) const;
  [[nodiscard]] bool skipped(const VariableSpec& spec) const;
  [[nodiscard]] H5Handle create(const VariableSpec& spec, hid_t type, const H5Handle& properties);
  [[nodiscard]] H5Handle create_scale(const std::string& name, hid_t type, hsize_t size);
  void describe(const H5Handle& dataset, const VariableSpec& spec);
  void attach(const H5Handle& dataset, const std::vector<std::string>& dimensions);
  void write_minutes(const std::string& name, const std::vector<std::string>& dimensions, const std::string& units,
                     const std::string& long_name, std::span<const int32_t> values);
  template <class T>
  void write_range(const std::string& variable, int mix, int64_t first, std::span<const T> values);
  [[nodiscard]] H5Handle create_series(const VariableSpec& spec, SeriesEncoding encoding);
  [[nodiscard]] int series_number(const std::string& variable) const;
  void write_diagnostics();

  std::string path_;
  std::string partial_;
  H5Handle file_;
  H5Handle inputs_;
  bool committed_ = false;
  int step_minutes_ = 0;
  std::string time_units_;
  std::map<std::string, int64_t> sizes_;
  std::map<std::string, std::vector<std::string>> flags_;
  std::map<std::string, Rows> rows_;
  struct SeriesOfMix {
    H5Handle dataset;
    int next = 0;  ///< mix not yet written
  };
  std::map<std::string, SeriesOfMix> series_of_mix_;
  std::vector<Series> series_;
  SeriesQueue queue_;
  std::vector<std::pair<std::string, std::string>> diagnostics_;
};

}  // namespace hearthgrid::io
