// ResultsWriter: what comes block by block, and the diagnostics gathered on the way.

#include <fmt/format.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <stdexcept>

#include "engine/io/results_values.hpp"
#include "engine/io/results_writer.hpp"

namespace hearthgrid::io {

void ResultsWriter::begin_rows(const std::string& variable) {
  const VariableSpec& spec = result_variable(variable);
  if (skipped(spec) || rows_.contains(variable)) {
    return;
  }
  if (spec.dimensions.size() != 2 || spec.dimensions[0] != "mix") {
    throw std::logic_error(fmt::format("result '{}' does not come in rows of a mix", variable));
  }
  // Allocated at once and not compressed: where a value lies does not depend on how the ranges come.
  const H5Handle properties = h5_dataset_properties();
  H5Pset_alloc_time(properties.id(), H5D_ALLOC_TIME_EARLY);
  H5Pset_fill_time(properties.id(), H5D_FILL_TIME_NEVER);
  rows_.emplace(variable, Rows{create(spec, h5_file_type(spec.type), properties),
                               std::vector<int64_t>(static_cast<size_t>(size_of("mix")), 0)});
}

template <class T>
void ResultsWriter::write_range(const std::string& variable, int mix, int64_t first, std::span<const T> values) {
  const VariableSpec& spec = result_variable(variable);
  if (skipped(spec) || values.empty()) {
    return;
  }
  h5_prepare();  // blocks come from any thread
  begin_rows(variable);
  Rows& rows = rows_.at(variable);
  int64_t& next = rows.next.at(static_cast<size_t>(mix));
  const auto count = static_cast<int64_t>(values.size());
  if (first != next || first + count > size_of(spec.dimensions.back())) {
    throw std::logic_error(
        fmt::format("result '{}', mix {}: {} values from {} do not follow {}", variable, mix, count, first, next));
  }
  const std::vector<std::byte> encoded = encode_values(spec, values);
  const H5Handle space(H5Dget_space(rows.dataset.id()), H5Sclose);
  const hsize_t start[2] = {static_cast<hsize_t>(mix), static_cast<hsize_t>(first)};
  const hsize_t extent[2] = {1, values.size()};
  H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, start, nullptr, extent, nullptr);
  const H5Handle memory = h5_space(extent);
  h5_check(H5Dwrite(rows.dataset.id(), h5_file_type(spec.type), memory.id(), space.id(), H5P_DEFAULT, encoded.data()),
           fmt::format("cannot write '{}'", variable), path_);
  next += count;
}

void ResultsWriter::write_rows(const std::string& variable, int mix, int64_t first, std::span<const double> values) {
  write_range(variable, mix, first, values);
}

void ResultsWriter::write_rows(const std::string& variable, int mix, int64_t first, std::span<const float> values) {
  write_range(variable, mix, first, values);
}

H5Handle ResultsWriter::create_series(const VariableSpec& spec, SeriesEncoding encoding) {
  const auto rows = static_cast<int>(size_of(spec.dimensions.at(1)));
  const bool packed = encoding == SeriesEncoding::packed_16_bits;
  const H5Handle properties = h5_dataset_properties();
  const hsize_t chunk[3] = {1, static_cast<hsize_t>(std::min(CHUNK_TRANSFORMERS, rows)),
                            static_cast<hsize_t>(chunk_steps(static_cast<int>(size_of("time"))))};
  H5Pset_chunk(properties.id(), 3, chunk);
  H5Pset_shuffle(properties.id());
  H5Pset_deflate(properties.id(), CHUNK_DEFLATE_LEVEL);
  H5Pset_fill_time(properties.id(), H5D_FILL_TIME_NEVER);
  if (packed) {
    H5Pset_fill_value(properties.id(), H5T_NATIVE_INT16, &PACKED_FILL);
  }
  H5Handle dataset = create(spec, packed ? H5T_STD_I16LE : H5T_IEEE_F32LE, properties);
  if (packed) {
    const int32_t fill = PACKED_FILL;
    h5_write_attribute(dataset.id(), "_FillValue", H5T_STD_I16LE, {&fill, 1}, path_);
    h5_write_attribute(dataset.id(), "scale_factor", PACKED_STEP, path_);
  } else if (encoding == SeriesEncoding::rounded_12_bits) {
    const int32_t bits = KEPT_MANTISSA_BITS;
    h5_write_attribute(dataset.id(), "_QuantizeBitRoundNumberOfSignificantBits", H5T_STD_I32LE, {&bits, 1}, path_);
  }
  return dataset;
}

void ResultsWriter::begin_series(const std::string& variable, SeriesEncoding encoding) {
  const VariableSpec& spec = result_variable(variable);
  if (skipped(spec)) {
    return;
  }
  if (spec.storage != ResultStorage::series) {
    throw std::logic_error(fmt::format("result '{}' is not a series of chunks", variable));
  }
  series_.push_back({variable, create_series(spec, encoding), encoding});
  const auto transformers = static_cast<int>(size_of("transformer"));
  queue_.expect(static_cast<int>(series_.size()), static_cast<int>(size_of("mix")),
                (transformers + CHUNK_TRANSFORMERS - 1) / CHUNK_TRANSFORMERS);
}

void ResultsWriter::write_series_of_mix(const std::string& variable, int mix, std::span<const float> values) {
  const VariableSpec& spec = result_variable(variable);
  if (skipped(spec)) {
    return;
  }
  if (spec.storage != ResultStorage::series_of_mix) {
    throw std::logic_error(fmt::format("result '{}' does not come mix by mix", variable));
  }
  auto found = series_of_mix_.find(variable);
  if (found == series_of_mix_.end()) {
    found = series_of_mix_.emplace(variable, SeriesOfMix{create_series(spec, SeriesEncoding::rounded_12_bits)}).first;
  }
  if (mix != found->second.next++) {
    throw std::logic_error(fmt::format("result '{}': mix {} is not the next one", variable, mix));
  }
  const auto rows = static_cast<int>(size_of(spec.dimensions[1]));
  for (const SeriesChunk& chunk : compress_series_rows(mix, 0, rows, rows, static_cast<int>(size_of("time")), values,
                                                       SeriesEncoding::rounded_12_bits)) {
    const hsize_t offset[3] = {static_cast<hsize_t>(chunk.mix), static_cast<hsize_t>(chunk.first_transformer),
                               static_cast<hsize_t>(chunk.first_step)};
    h5_check(H5Dwrite_chunk(found->second.dataset.id(), H5P_DEFAULT, 0, offset, chunk.bytes.size(), chunk.bytes.data()),
             fmt::format("cannot write '{}'", variable), path_);
  }
}

int ResultsWriter::series_number(const std::string& variable) const {
  for (size_t i = 0; i < series_.size(); ++i) {
    if (series_[i].variable == variable) {
      return static_cast<int>(i);
    }
  }
  throw std::logic_error(fmt::format("begin_series('{}') was not called", variable));
}

void ResultsWriter::write_series_rows(const std::string& variable, int mix, int first_transformer, int rows,
                                      std::span<const float> values) {
  const SeriesEncoding encoding = series_[static_cast<size_t>(series_number(variable))].encoding;
  write_series_chunks(variable,
                      compress_series_rows(mix, first_transformer, rows, static_cast<int>(size_of("transformer")),
                                           static_cast<int>(size_of("time")), values, encoding));
}

void ResultsWriter::write_series_chunks(const std::string& variable, std::vector<SeriesChunk> chunks) {
  h5_prepare();  // blocks come from any thread
  queue_.add(series_number(variable), std::move(chunks));
}

void ResultsWriter::write_diagnostics() {
  if (diagnostics_.empty()) {
    return;
  }
  const H5Handle group = h5_create_group(file_.id(), "diagnostics", path_);
  const hsize_t count = diagnostics_.size();
  const H5Handle space = h5_space({&count, 1});
  const H5Handle type = h5_text_type();
  const auto dataset_of = [&](const char* name, hid_t stored, const char* long_name) {
    H5Handle dataset =
        h5_own(H5Dcreate2(group.id(), name, stored, space.id(), H5P_DEFAULT, h5_dataset_properties().id(), H5P_DEFAULT),
               H5Dclose, "cannot write the diagnostics", path_);
    h5_write_attribute(dataset.id(), "long_name", std::string(long_name), path_);
    return dataset;
  };
  std::vector<int32_t> numbers(diagnostics_.size());
  std::vector<std::string> objects;
  std::vector<std::string> messages;
  for (size_t i = 0; i < diagnostics_.size(); ++i) {
    numbers[i] = static_cast<int32_t>(i);
    objects.push_back(diagnostics_[i].first);
    messages.push_back(diagnostics_[i].second);
  }
  const H5Handle index = dataset_of("diagnostic", H5T_STD_I32LE, "number of the diagnostic, from 0");
  h5_check(H5DSset_scale(index.id(), "diagnostic"), "cannot write the diagnostics", path_);
  h5_check(H5Dwrite(index.id(), H5T_NATIVE_INT32, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers.data()),
           "cannot write the diagnostics", path_);
  for (const auto& [name, texts] : {std::pair{"object", &objects}, {"message", &messages}}) {
    const H5Handle dataset =
        dataset_of(name, type.id(), name == std::string("object") ? "what it is about" : "what was odd");
    h5_check(H5DSattach_scale(dataset.id(), index.id(), 0), "cannot write the diagnostics", path_);
    h5_write_texts(dataset.id(), *texts, path_);
  }
}

}  // namespace hearthgrid::io
