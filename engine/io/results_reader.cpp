#include "engine/io/results_reader.hpp"

#include <fmt/format.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "engine/base/error.hpp"
#include "engine/base/suggest.hpp"
#include "engine/io/results_schema.hpp"

namespace hearthgrid::io {

namespace {

std::vector<std::string> names_in(hid_t group) {
  std::vector<std::string> names;
  const auto gather = [](hid_t, const char* name, const H5L_info_t*, void* data) -> herr_t {
    static_cast<std::vector<std::string>*>(data)->emplace_back(name);
    return 0;
  };
  H5Literate(group, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, gather, &names);
  return names;
}

std::string own_name(hid_t object) {
  std::string name(256, '\0');
  const ssize_t length = H5Iget_name(object, name.data(), name.size());
  name.resize(length > 0 ? std::min(static_cast<size_t>(length), name.size() - 1) : 0);
  return name.substr(name.rfind('/') + 1);
}

bool is_text(hid_t dataset) {
  const H5Handle type(H5Dget_type(dataset), H5Tclose);
  return H5Tget_class(type.id()) == H5T_STRING;
}

}  // namespace

ResultsReader::ResultsReader(const std::string& path) : path_(path) {
  h5_prepare();
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) {
    throw InputError(Problem{path, 0, 0, "there is no such results file", "results are written by 'hearthgrid run'"});
  }
  if (H5Fis_hdf5(path.c_str()) <= 0) {
    H5Eclear2(H5E_DEFAULT);
    throw InputError(Problem{path, 0, 0, "this is not a results file (not HDF5, or not readable)",
                             "name a file written by 'hearthgrid run'"});
  }
  file_ = h5_open_file(path);
  const std::string schema = attribute("schema_name").value_or("");
  if (schema != RESULTS_SCHEMA_NAME) {
    throw InputError(Problem{path, 0, 0,
                             fmt::format("this HDF5 file holds '{}', not '{}'", schema, RESULTS_SCHEMA_NAME),
                             "name a file written by 'hearthgrid run'"});
  }
  const std::string version = attribute("schema_version").value_or("");
  const std::string wanted = RESULTS_SCHEMA_VERSION;
  if (version.substr(0, version.find('.')) != wanted.substr(0, wanted.find('.'))) {
    throw InputError(Problem{path, 0, 0,
                             fmt::format("the file's schema version is {}, this program reads {}", version, wanted),
                             "run the scenario again with this program, or use the program that wrote the file"});
  }
}

std::vector<std::string> ResultsReader::variables() const {
  std::vector<std::string> names = names_in(file_.id());
  std::erase_if(names, [](const std::string& name) { return name == "inputs" || name == "diagnostics"; });
  return names;
}

bool ResultsReader::has(const std::string& variable) const {
  return H5Lexists(file_.id(), variable.c_str(), H5P_DEFAULT) > 0;
}

H5Handle ResultsReader::open(const std::string& variable) const {
  if (!has(variable)) {
    throw InputError(Problem{path_, 0, 0, fmt::format("the file has no variable '{}'", variable),
                             advice_for_unknown(variable, variables())});
  }
  return h5_own(H5Dopen2(file_.id(), variable.c_str(), H5P_DEFAULT), H5Dclose,
                fmt::format("cannot open '{}'", variable), path_);
}

std::vector<std::string> ResultsReader::dimensions(const std::string& variable) const {
  const H5Handle dataset = open(variable);
  if (H5DSis_scale(dataset.id()) > 0) {
    return {variable};
  }
  std::vector<std::string> names(shape(variable).size());
  for (size_t axis = 0; axis < names.size(); ++axis) {
    const auto note = [](hid_t, unsigned, hid_t scale, void* data) -> herr_t {
      *static_cast<std::string*>(data) = own_name(scale);
      return 1;
    };
    H5DSiterate_scales(dataset.id(), static_cast<unsigned>(axis), nullptr, note, &names[axis]);
  }
  return names;
}

std::vector<size_t> ResultsReader::shape(const std::string& variable) const {
  const H5Handle dataset = open(variable);
  const H5Handle space(H5Dget_space(dataset.id()), H5Sclose);
  std::vector<hsize_t> extents(static_cast<size_t>(std::max(0, H5Sget_simple_extent_ndims(space.id()))));
  H5Sget_simple_extent_dims(space.id(), extents.data(), nullptr);
  return {extents.begin(), extents.end()};
}

size_t ResultsReader::size_of(const std::string& dimension) const {
  return has(dimension) ? shape(dimension).at(0) : 0;
}

std::vector<double> ResultsReader::numbers(const std::string& variable) const {
  return numbers(variable, std::span<const size_t>{});
}

std::vector<double> ResultsReader::numbers(const std::string& variable, std::span<const size_t> outer) const {
  const H5Handle dataset = open(variable);
  if (is_text(dataset.id())) {
    throw InputError(Problem{path_, 0, 0, fmt::format("'{}' holds text, not numbers", variable), "read it as text"});
  }
  const std::vector<size_t> extents = shape(variable);
  std::vector<hsize_t> start(extents.size(), 0);
  std::vector<hsize_t> count(extents.begin(), extents.end());
  size_t total = 1;
  for (size_t axis = 0; axis < extents.size(); ++axis) {
    if (axis < outer.size()) {
      if (outer[axis] >= extents[axis]) {
        throw InputError(Problem{path_, 0, 0,
                                 fmt::format("'{}' has no index {} on axis {}", variable, outer[axis], axis),
                                 fmt::format("indices run from 0 to {}", extents[axis] - 1)});
      }
      start[axis] = outer[axis];
      count[axis] = 1;
    }
    total *= count[axis];
  }
  std::vector<double> values(total);
  const H5Handle space(H5Dget_space(dataset.id()), H5Sclose);
  if (!extents.empty()) {
    H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr);
  }
  const H5Handle memory = h5_space(count);
  h5_check(H5Dread(dataset.id(), H5T_NATIVE_DOUBLE, memory.id(), space.id(), H5P_DEFAULT, values.data()),
           fmt::format("cannot read '{}'", variable), path_);
  if (const auto step = h5_attribute_number(dataset.id(), "scale_factor")) {
    for (double& value : values) {
      value *= *step;
    }
  }
  return values;
}

std::vector<std::string> ResultsReader::texts(const std::string& variable) const {
  const H5Handle dataset = open(variable);
  if (is_text(dataset.id())) {
    return h5_read_texts(dataset.id(), path_);
  }
  std::vector<std::string> words;
  for (const double value : numbers(variable)) {
    words.push_back(fmt::format("{}", value));
  }
  return words;
}

std::vector<std::string> ResultsReader::flag_meanings(const std::string& variable) const {
  std::istringstream stream(attribute(variable, "flag_meanings").value_or(""));
  std::vector<std::string> meanings;
  for (std::string word; stream >> word;) {
    meanings.push_back(word);
  }
  return meanings;
}

std::optional<std::string> ResultsReader::attribute(const std::string& name) const {
  return h5_attribute_text(file_.id(), name);
}

std::optional<std::string> ResultsReader::attribute(const std::string& variable, const std::string& name) const {
  return h5_attribute_text(open(variable).id(), name);
}

std::string ResultsReader::input_text(const std::string& name) const {
  std::string safe = name;
  std::replace(safe.begin(), safe.end(), '/', '_');
  return texts("inputs/" + safe).at(0);
}

std::vector<std::string> ResultsReader::input_names() const {
  if (!has("inputs")) {
    return {};
  }
  const H5Handle group(H5Gopen2(file_.id(), "inputs", H5P_DEFAULT), H5Gclose);
  return names_in(group.id());
}

std::vector<std::string> ResultsReader::diagnostics() const {
  if (!has("diagnostics")) {
    return {};
  }
  const std::vector<std::string> objects = texts("diagnostics/object");
  const std::vector<std::string> messages = texts("diagnostics/message");
  std::vector<std::string> lines;
  for (size_t i = 0; i < objects.size(); ++i) {
    lines.push_back(fmt::format("{}: {}", objects[i], messages[i]));
  }
  return lines;
}

}  // namespace hearthgrid::io
