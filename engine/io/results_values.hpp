#pragma once
// Numbers as a variable of the results schema stores them.

#include <hdf5.h>

#include <cstddef>
#include <span>
#include <vector>

#include "engine/io/results_schema.hpp"

namespace hearthgrid::io {

/// The type on file (little-endian, whatever the machine). Text has none here: std::logic_error.
[[nodiscard]] hid_t h5_file_type(ResultType type);

/// The values as the file holds them. RunError naming the variable if one is NaN or infinite, is not whole where the
/// type is an integer, or does not fit.
[[nodiscard]] std::vector<std::byte> encode_values(const VariableSpec& spec, std::span<const double> values);
[[nodiscard]] std::vector<std::byte> encode_values(const VariableSpec& spec, std::span<const float> values);

}  // namespace hearthgrid::io
