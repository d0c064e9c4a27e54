#include "engine/io/h5_chunk.hpp"

#include <fmt/format.h>
#include <libdeflate.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <memory>
#include <stdexcept>

#include "engine/base/error.hpp"

namespace hearthgrid::io {

namespace {

int16_t pack(float value) {
  const double steps = std::nearbyint(static_cast<double>(value) / PACKED_STEP);
  if (std::abs(steps) > 32767.0) {
    throw RunError(fmt::format("{} does not fit a series packed in 16 bits (at most {}); store it as float32", value,
                               32767.0 * PACKED_STEP));
  }
  return static_cast<int16_t>(steps);
}

// Byte k of every value together, as HDF5's shuffle filter has it.
template <class T, class Encode>
std::vector<std::byte> shuffled(std::span<const float> values, Encode encode) {
  std::vector<std::byte> out(values.size() * sizeof(T));
  for (size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) {
      throw RunError(fmt::format("value {} of a series chunk is {}; results must be finite", i, values[i]));
    }
    const T encoded = encode(values[i]);
    std::byte bytes[sizeof(T)];
    std::memcpy(bytes, &encoded, sizeof(T));  // little-endian, as the file's types are declared
    for (size_t k = 0; k < sizeof(T); ++k) {
      out[k * values.size() + i] = bytes[k];
    }
  }
  return out;
}

static_assert(std::endian::native == std::endian::little, "the results writer stores little-endian values as they are");

std::vector<std::byte> encode_and_shuffle(std::span<const float> values, SeriesEncoding encoding) {
  switch (encoding) {
    case SeriesEncoding::rounded_12_bits:
      return shuffled<float>(values, round_mantissa);
    case SeriesEncoding::packed_16_bits:
      return shuffled<int16_t>(values, pack);
    case SeriesEncoding::exact:
      break;
  }
  return shuffled<float>(values, [](float value) { return value; });
}

}  // namespace

size_t encoded_size(SeriesEncoding encoding) {
  return encoding == SeriesEncoding::packed_16_bits ? 2 : 4;
}

int chunk_steps(int steps) {
  const int parts = std::max(1, static_cast<int>(std::lround(static_cast<double>(steps) / CHUNK_STEPS)));
  return std::max(1, (steps + parts - 1) / parts);
}

float round_mantissa(float value) {
  constexpr int DROPPED = 23 - KEPT_MANTISSA_BITS;
  auto bits = std::bit_cast<uint32_t>(value);
  const uint32_t odd = (bits >> DROPPED) & 1U;
  bits += (1U << (DROPPED - 1)) - 1U + odd;
  bits &= ~((1U << DROPPED) - 1U);
  const auto rounded = std::bit_cast<float>(bits);
  return std::isfinite(rounded) ? rounded : value;  // the very largest numbers stay as they are
}

std::vector<std::byte> compress_chunk(std::span<const float> values, SeriesEncoding encoding, int level) {
  const std::vector<std::byte> raw = encode_and_shuffle(values, encoding);
  const std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)> compressor(
      libdeflate_alloc_compressor(level), libdeflate_free_compressor);
  if (!compressor) {
    throw RunError(fmt::format("cannot compress at level {}: out of memory or no such level", level));
  }
  std::vector<std::byte> out(libdeflate_zlib_compress_bound(compressor.get(), raw.size()));
  const size_t size = libdeflate_zlib_compress(compressor.get(), raw.data(), raw.size(), out.data(), out.size());
  if (size == 0) {
    throw RunError("cannot compress a series chunk");
  }
  out.resize(size);
  out.shrink_to_fit();  // chunks wait for their turn in the file
  return out;
}

std::vector<SeriesChunk> compress_series_rows(int mix, int first_transformer, int rows, int transformers, int steps,
                                              std::span<const float> values, SeriesEncoding encoding) {
  const bool ends_on_a_chunk = rows % CHUNK_TRANSFORMERS == 0 || first_transformer + rows == transformers;
  if (first_transformer % CHUNK_TRANSFORMERS != 0 || rows <= 0 || first_transformer + rows > transformers ||
      !ends_on_a_chunk || values.size() != static_cast<size_t>(rows) * static_cast<size_t>(steps)) {
    throw std::logic_error(
        fmt::format("series rows {}+{} of {} with {} values are not whole chunks of {} rows x {} steps",
                    first_transformer, rows, transformers, values.size(), CHUNK_TRANSFORMERS, steps));
  }
  const int width = chunk_steps(steps);
  const int height = std::min(CHUNK_TRANSFORMERS, transformers);
  std::vector<SeriesChunk> chunks;
  std::vector<float> chunk(static_cast<size_t>(height) * static_cast<size_t>(width));
  for (int row = 0; row < rows; row += CHUNK_TRANSFORMERS) {
    for (int step = 0; step < steps; step += width) {
      std::fill(chunk.begin(), chunk.end(), 0.0F);
      const int used = std::min(width, steps - step);
      for (int r = 0; r < std::min(height, rows - row); ++r) {
        const auto from =
            values.subspan(static_cast<size_t>(row + r) * static_cast<size_t>(steps) + static_cast<size_t>(step),
                           static_cast<size_t>(used));
        std::copy(from.begin(), from.end(), chunk.begin() + static_cast<ptrdiff_t>(r) * width);
      }
      chunks.push_back({mix, first_transformer + row, step, compress_chunk(chunk, encoding)});
    }
  }
  return chunks;
}

}  // namespace hearthgrid::io
