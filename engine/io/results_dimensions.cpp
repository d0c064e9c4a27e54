// ResultsWriter: dimensions, coordinates, and how a variable is tied to them.

#include <fmt/format.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "engine/io/results_values.hpp"
#include "engine/io/results_writer.hpp"

namespace hearthgrid::io {

namespace {

// CF: further coordinates of an axis, and the bounds of such a coordinate.
template <class Note>
void describe_coordinates(const Note& note, const VariableSpec& spec) {
  const std::string& last = spec.dimensions.back();
  if (last == "time") note("coordinates", "time_local");
  if (last == "temperature_bin" && spec.dimensions.size() > 1) note("coordinates", "temperature_bin_mean_c");
  if (spec.name == "temperature_bin_mean_c") note("bounds", "temperature_bin_bounds_c");
}

std::string time_text(int64_t minutes_since_1970) {
  const int64_t day = minutes_since_1970 >= 0 ? minutes_since_1970 / 1440 : -((-minutes_since_1970 + 1439) / 1440);
  const int64_t minute = minutes_since_1970 - day * 1440;
  return fmt::format("minutes since {} {:02}:{:02}:00",
                     hearthgrid::to_text(std::chrono::sys_days{std::chrono::days{day}}), minute / 60, minute % 60);
}

}  // namespace

H5Handle ResultsWriter::create_scale(const std::string& name, hid_t type, hsize_t size) {
  const DimensionSpec& spec = result_dimension(name);
  const std::string what = fmt::format("cannot create the dimension '{}'", name);
  H5Handle dataset = h5_own(H5Dcreate2(file_.id(), name.c_str(), type, h5_space({&size, 1}).id(), H5P_DEFAULT,
                                       h5_dataset_properties().id(), H5P_DEFAULT),
                            H5Dclose, what, path_);
  h5_check(H5DSset_scale(dataset.id(), name.c_str()), what, path_);
  if (!spec.units.empty()) {
    h5_write_attribute(dataset.id(), "units", spec.units == "@time" ? time_units_ : spec.units, path_);
  }
  if (spec.units == "@time" && name != "time") {
    h5_write_attribute(dataset.id(), "standard_name", std::string("time"), path_);
    h5_write_attribute(dataset.id(), "calendar", std::string("standard"), path_);
  }
  h5_write_attribute(dataset.id(), "long_name", spec.long_name, path_);
  sizes_[name] = static_cast<int64_t>(size);
  return dataset;
}

void ResultsWriter::dimension(const std::string& name, const std::vector<std::string>& labels) {
  if (labels.empty()) {
    sizes_[result_dimension(name).name] = 0;
    return;
  }
  const H5Handle type = h5_text_type();
  const H5Handle dataset = create_scale(name, type.id(), labels.size());
  h5_write_texts(dataset.id(), labels, path_);
}

void ResultsWriter::dimension(const std::string& name, int64_t size) {
  std::vector<int64_t> values(static_cast<size_t>(size));
  std::iota(values.begin(), values.end(), 0);
  dimension_values(name, values);
}

void ResultsWriter::dimension_values(const std::string& name, std::span<const int64_t> values) {
  if (values.empty()) {
    sizes_[result_dimension(name).name] = 0;
    return;
  }
  const H5Handle dataset = create_scale(name, H5T_STD_I32LE, values.size());
  h5_check(H5Dwrite(dataset.id(), H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
           fmt::format("cannot write '{}'", name), path_);
}

void ResultsWriter::time_dimension(const TimeAxis& axis) {
  const int steps = axis.season_steps();
  step_minutes_ = axis.step_minutes;
  const int64_t local_start = axis.start_minute(axis.warm_up_steps());
  time_units_ = time_text(local_start - std::llround(axis.utc_offset_h * 60.0));
  std::vector<int32_t> starts(static_cast<size_t>(steps));
  std::vector<int32_t> bounds(2 * starts.size());
  for (size_t k = 0; k < starts.size(); ++k) {
    starts[k] = static_cast<int32_t>(time_value(static_cast<int>(k)));
    bounds[2 * k] = starts[k];
    bounds[2 * k + 1] = starts[k] + axis.step_minutes;
  }
  {
    const H5Handle time = create_scale("time", H5T_STD_I32LE, starts.size());
    for (const auto& [name, value] :
         {std::pair{"standard_name", "time"}, {"calendar", "standard"}, {"axis", "T"}, {"bounds", "time_bnds"}}) {
      h5_write_attribute(time.id(), name, std::string(value), path_);
    }
    h5_check(H5Dwrite(time.id(), H5T_NATIVE_INT32, H5S_ALL, H5S_ALL, H5P_DEFAULT, starts.data()), "cannot write 'time'",
             path_);
  }
  dimension("nv", int64_t{2});
  write_minutes("time_bnds", {"time", "nv"}, time_units_, "start and end of the step, UTC", bounds);
  write_minutes("time_local", {"time"}, time_text(local_start),
                fmt::format("start of the step in civil time, UTC{:+g} h, no daylight saving", axis.utc_offset_h),
                starts);
}

void ResultsWriter::write_minutes(const std::string& name, const std::vector<std::string>& dimensions,
                                  const std::string& units, const std::string& long_name,
                                  std::span<const int32_t> values) {
  std::vector<hsize_t> shape;
  for (const std::string& dimension_name : dimensions) {
    shape.push_back(static_cast<hsize_t>(size_of(dimension_name)));
  }
  const std::string what = fmt::format("cannot write '{}'", name);
  const H5Handle dataset = h5_own(H5Dcreate2(file_.id(), name.c_str(), H5T_STD_I32LE, h5_space(shape).id(), H5P_DEFAULT,
                                             h5_dataset_properties().id(), H5P_DEFAULT),
                                  H5Dclose, what, path_);
  attach(dataset, dimensions);
  h5_write_attribute(dataset.id(), "units", units, path_);
  h5_write_attribute(dataset.id(), "calendar", std::string("standard"), path_);
  h5_write_attribute(dataset.id(), "long_name", long_name, path_);
  h5_check(H5Dwrite(dataset.id(), H5T_NATIVE_INT32, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), what, path_);
}

std::vector<hsize_t> ResultsWriter::extents(const VariableSpec& spec) const {
  std::vector<hsize_t> shape;
  for (const std::string& name : spec.dimensions) {
    shape.push_back(static_cast<hsize_t>(size_of(name)));
  }
  return shape;
}

bool ResultsWriter::skipped(const VariableSpec& spec) const {
  return std::any_of(spec.dimensions.begin(), spec.dimensions.end(),
                     [&](const std::string& name) { return size_of(name) == 0; });
}

H5Handle ResultsWriter::create(const VariableSpec& spec, hid_t type, const H5Handle& properties) {
  H5Handle dataset = h5_own(H5Dcreate2(file_.id(), spec.name.c_str(), type, h5_space(extents(spec)).id(), H5P_DEFAULT,
                                       properties.id(), H5P_DEFAULT),
                            H5Dclose, fmt::format("cannot create '{}'", spec.name), path_);
  attach(dataset, spec.dimensions);
  describe(dataset, spec);
  return dataset;
}

void ResultsWriter::attach(const H5Handle& dataset, const std::vector<std::string>& dimensions) {
  for (size_t axis = 0; axis < dimensions.size(); ++axis) {
    const std::string what = fmt::format("cannot attach the dimension '{}'", dimensions[axis]);
    const H5Handle scale = h5_own(H5Dopen2(file_.id(), dimensions[axis].c_str(), H5P_DEFAULT), H5Dclose, what, path_);
    h5_check(H5DSattach_scale(dataset.id(), scale.id(), static_cast<unsigned>(axis)), what, path_);
  }
}

void ResultsWriter::describe(const H5Handle& dataset, const VariableSpec& spec) {
  const auto note = [&](const char* name, const std::string& value) {
    if (!value.empty()) {
      h5_write_attribute(dataset.id(), name, value, path_);
    }
  };
  note("units", spec.units == "@time" ? time_units_ : spec.units);
  if (spec.units == "@time") {
    note("calendar", "standard");
  }
  note("long_name", spec.long_name);
  note("cell_methods", spec.cell_methods);
  note("source", spec.source);
  describe_coordinates(note, spec);
  const auto given = flags_.find(spec.name);
  const std::vector<std::string>& meanings = given != flags_.end() ? given->second : spec.flag_meanings;
  if (spec.type == ResultType::int8 && meanings.empty()) {
    throw std::logic_error(fmt::format("the meanings of the flags of '{}' were not given", spec.name));
  }
  if (!meanings.empty()) {
    std::vector<int32_t> values(meanings.size());
    std::iota(values.begin(), values.end(), 0);
    h5_write_attribute(dataset.id(), "flag_values", h5_file_type(spec.type), values, path_);
    std::string words;
    for (std::string word : meanings) {  // CF separates meanings by blanks
      for (char& letter : word) {
        letter = letter == ' ' ? '_' : letter;
      }
      words += (words.empty() ? "" : " ") + word;
    }
    note("flag_meanings", words);
  }
}

}  // namespace hearthgrid::io
