#include "engine/io/results_writer.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <stdexcept>

#include "engine/base/error.hpp"
#include "engine/io/results_values.hpp"

namespace hearthgrid::io {

namespace {

namespace fs = std::filesystem;

void check_place(const std::string& path, bool overwrite) {
  const fs::path target(path);
  const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
  std::error_code ignored;
  if (path.empty() || fs::is_directory(target, ignored)) {
    throw InputError(Problem{path, 0, 0, "the results need a file name, this is a folder", "give one with -o FILE.h5"});
  }
  if (!fs::is_directory(folder, ignored)) {
    throw InputError(Problem{path, 0, 0,
                             fmt::format("there is no folder '{}' to write the results to", folder.string()),
                             "create it, or name another place with -o FILE.h5"});
  }
  if (fs::exists(target, ignored) && !fs::is_regular_file(target, ignored)) {
    throw InputError(Problem{path, 0, 0, "this is a device, not a file", "give a file name with -o FILE.h5"});
  }
  if (!overwrite && fs::exists(target, ignored)) {
    throw InputError(Problem{path, 0, 0, "a file of this name exists already",
                             "give another name with -o FILE.h5, or replace it with --overwrite"});
  }
}

// Makes sure that the disk has what the name promises.
void sync_to_disk(const std::string& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  const bool done = descriptor >= 0 && ::fsync(descriptor) == 0;
  const int reason = errno;
  if (descriptor >= 0) {
    ::close(descriptor);
  }
  if (!done && reason != EINVAL) {  // some file systems cannot sync a folder
    throw RunError(fmt::format("cannot write the results to disk: '{}': {}", path, std::strerror(reason)));
  }
}

}  // namespace

ResultsWriter::ResultsWriter(const std::string& path, bool overwrite)
    : path_(path), partial_(path + ".partial"), queue_([this](int series, const SeriesChunk& chunk) {
        const Series& target = series_[static_cast<size_t>(series)];
        const hsize_t offset[3] = {static_cast<hsize_t>(chunk.mix), static_cast<hsize_t>(chunk.first_transformer),
                                   static_cast<hsize_t>(chunk.first_step)};
        h5_check(H5Dwrite_chunk(target.dataset.id(), H5P_DEFAULT, 0, offset, chunk.bytes.size(), chunk.bytes.data()),
                 fmt::format("cannot write '{}'", target.variable), path_);
      }) {
  check_place(path, overwrite);
  file_ = h5_create_file(partial_);
  attribute("Conventions", std::string(RESULTS_CONVENTIONS));
  attribute("schema_name", std::string(RESULTS_SCHEMA_NAME));
  attribute("schema_version", std::string(RESULTS_SCHEMA_VERSION));
}

ResultsWriter::~ResultsWriter() {
  if (committed_) {
    return;
  }
  rows_.clear();
  series_.clear();
  series_of_mix_.clear();
  inputs_.close();
  file_.close();  // may fail on a full disk; the file goes anyway
  std::error_code ignored;
  fs::resize_file(partial_, 0, ignored);  // frees the space even where the library could not let go of the file
  fs::remove(partial_, ignored);
}

void ResultsWriter::attribute(const std::string& name, const std::string& value) {
  h5_write_attribute(file_.id(), name, value, path_);
}
void ResultsWriter::attribute(const std::string& name, double value) {
  h5_write_attribute(file_.id(), name, value, path_);
}
void ResultsWriter::attribute(const std::string& name, int64_t value) {
  h5_write_attribute(file_.id(), name, value, path_);
}

int64_t ResultsWriter::size_of(const std::string& dimension) const {
  const auto found = sizes_.find(dimension);
  if (found == sizes_.end()) {
    throw std::logic_error(fmt::format("the dimension '{}' was not given before its variables", dimension));
  }
  return found->second;
}

void ResultsWriter::flags(const std::string& variable, std::vector<std::string> meanings) {
  flags_[result_variable(variable).name] = std::move(meanings);
}

void ResultsWriter::write(const std::string& variable, std::span<const double> values) {
  const VariableSpec& spec = result_variable(variable);
  if (skipped(spec)) {
    return;
  }
  size_t count = 1;
  for (const hsize_t extent : extents(spec)) {
    count *= extent;
  }
  if (values.size() != count) {
    throw std::logic_error(
        fmt::format("result '{}' has {} values, its dimensions ask for {}", variable, values.size(), count));
  }
  const std::vector<std::byte> encoded = encode_values(spec, values);
  const hid_t type = h5_file_type(spec.type);
  const H5Handle dataset = create(spec, type, h5_dataset_properties());
  h5_check(H5Dwrite(dataset.id(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, encoded.data()),
           fmt::format("cannot write '{}'", variable), path_);
}

void ResultsWriter::write_text(const std::string& variable, std::span<const std::string> values) {
  const VariableSpec& spec = result_variable(variable);
  if (skipped(spec)) {
    return;
  }
  size_t count = 1;
  for (const hsize_t extent : extents(spec)) {
    count *= extent;
  }
  if (values.size() != count) {
    throw std::logic_error(fmt::format("result '{}' does not hold {} texts", variable, values.size()));
  }
  const H5Handle dataset = create(spec, h5_text_type().id(), h5_dataset_properties());
  h5_write_texts(dataset.id(), values, path_);
}

void ResultsWriter::input_text(const std::string& name, const std::string& text) {
  if (!inputs_) {
    inputs_ = h5_create_group(file_.id(), "inputs", path_);
  }
  std::string safe = name;
  for (char& letter : safe) {
    letter = letter == '/' ? '_' : letter;
  }
  const H5Handle type = h5_text_type();
  const H5Handle dataset = h5_own(H5Dcreate2(inputs_.id(), safe.c_str(), type.id(), h5_space({}).id(), H5P_DEFAULT,
                                             h5_dataset_properties().id(), H5P_DEFAULT),
                                  H5Dclose, fmt::format("cannot store the input '{}'", name), path_);
  h5_write_attribute(dataset.id(), "long_name", fmt::format("input {}, word for word", name), path_);
  h5_write_texts(dataset.id(), {&text, 1}, path_);
}

void ResultsWriter::diagnostic(const std::string& object, const std::string& message) {
  diagnostics_.emplace_back(object, message);
}

void ResultsWriter::commit() {
  for (const auto& [variable, rows] : rows_) {
    for (size_t mix = 0; mix < rows.next.size(); ++mix) {
      if (rows.next[mix] != size_of(result_variable(variable).dimensions.back())) {
        throw std::logic_error(
            fmt::format("result '{}' is incomplete: mix {} ends at {}", variable, mix, rows.next[mix]));
      }
    }
  }
  if (!series_.empty() && !queue_.complete()) {
    throw std::logic_error(fmt::format("the series are incomplete, {} groups wait for their turn", queue_.waiting()));
  }
  for (const auto& [variable, series] : series_of_mix_) {
    if (series.next != size_of("mix")) {
      throw std::logic_error(fmt::format("result '{}' is incomplete: {} mixes are written", variable, series.next));
    }
  }
  write_diagnostics();
  rows_.clear();
  series_.clear();
  series_of_mix_.clear();
  inputs_.close();
  h5_check(H5Fflush(file_.id(), H5F_SCOPE_GLOBAL), "cannot write the results", path_);
  h5_check(file_.close(), "cannot finish the results", path_);
  sync_to_disk(partial_, O_RDWR);
  std::error_code error;
  fs::rename(partial_, path_, error);
  if (error) {
    throw RunError(fmt::format("cannot give the results their name '{}': {}", path_, error.message()));
  }
  committed_ = true;
  const fs::path folder = fs::path(path_).parent_path();
  sync_to_disk(folder.empty() ? "." : folder.string(), O_RDONLY | O_DIRECTORY);
}

}  // namespace hearthgrid::io
