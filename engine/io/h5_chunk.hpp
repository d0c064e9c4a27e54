#pragma once
// One chunk of a big series, made ready for H5Dwrite_chunk: encoded, shuffled, deflated. Pure, so that worker threads
// can do it in parallel while one thread writes. The bytes are those of HDF5's own shuffle and deflate filters (a zlib
// stream), so that every reader opens them; equal values give equal bytes.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace hearthgrid::io {

/// How a big series is stored.
enum class SeriesEncoding {
  exact,            ///< float32 as it is
  rounded_12_bits,  ///< float32 rounded to 12 explicit mantissa bits (half to even): relative error at most 2^-13
                    ///< = 1.2e-4
  packed_16_bits,   ///< int16 in steps of 0.1 (CF scale_factor): absolute error at most 0.05, range -3276.7 to 3276.7
};

constexpr int KEPT_MANTISSA_BITS = 12;   ///< 2 to 2.5 times smaller after deflate (measured), far below model error
constexpr double PACKED_STEP = 0.1;      ///< convention of ours: 0.1 kW, below a meter's resolution at a transformer
constexpr int16_t PACKED_FILL = -32768;  ///< never written; declared as _FillValue
constexpr int CHUNK_DEFLATE_LEVEL = 1;   ///< 3 times faster than level 4 for a tenth more bytes (measured)
constexpr int CHUNK_TRANSFORMERS = 32;   ///< rows of one chunk
constexpr int CHUNK_STEPS = 2900;        ///< about; a chunk is then some 370 kB raw

/// Bytes of one stored value.
[[nodiscard]] size_t encoded_size(SeriesEncoding encoding);
/// Steps of a chunk that splits `steps` into equal parts of about CHUNK_STEPS.
[[nodiscard]] int chunk_steps(int steps);
/// A value rounded to 12 explicit mantissa bits, ties to even.
[[nodiscard]] float round_mantissa(float value);

/// Encodes, shuffles and deflates (zlib format) one whole chunk. RunError if a value is not finite or does not fit.
[[nodiscard]] std::vector<std::byte> compress_chunk(std::span<const float> values, SeriesEncoding encoding,
                                                    int level = CHUNK_DEFLATE_LEVEL);

/// One compressed chunk and where it belongs.
struct SeriesChunk {
  int mix = 0;
  int first_transformer = 0;  ///< multiple of CHUNK_TRANSFORMERS
  int first_step = 0;         ///< multiple of chunk_steps(steps)
  std::vector<std::byte> bytes;
};

/// The chunks of `rows` consecutive transformers (rows x steps, row-major) of one mix, in order of transformer and
/// time. `transformers` is the length of the whole dimension: chunks at its end and at the end of time are padded with
/// zeros.
[[nodiscard]] std::vector<SeriesChunk> compress_series_rows(int mix, int first_transformer, int rows, int transformers,
                                                            int steps, std::span<const float> values,
                                                            SeriesEncoding encoding);

}  // namespace hearthgrid::io
