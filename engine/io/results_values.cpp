#include "engine/io/results_values.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <stdexcept>
#include <type_traits>

#include "engine/base/error.hpp"

namespace hearthgrid::io {

namespace {

[[noreturn]] void refuse(const VariableSpec& spec, size_t index, double value, const char* why) {
  throw RunError(fmt::format("result '{}', value {}: {} {}", spec.name, index, value, why));
}

template <class To, class From>
std::vector<std::byte> encode_as(const VariableSpec& spec, std::span<const From> values) {
  std::vector<std::byte> out(values.size() * sizeof(To));
  for (size_t i = 0; i < values.size(); ++i) {
    const auto value = static_cast<double>(values[i]);
    if (!std::isfinite(value)) {
      refuse(spec, i, value, "is not a finite number");
    }
    if (value < static_cast<double>(std::numeric_limits<To>::lowest()) ||
        value > static_cast<double>(std::numeric_limits<To>::max())) {
      refuse(spec, i, value, "does not fit the variable's type");
    }
    if (std::is_integral_v<To> && value != std::nearbyint(value)) {
      refuse(spec, i, value, "is not a whole number");
    }
    const To converted = static_cast<To>(value);
    std::memcpy(out.data() + i * sizeof(To), &converted, sizeof(To));
  }
  return out;
}

template <class From>
std::vector<std::byte> encode(const VariableSpec& spec, std::span<const From> values) {
  switch (spec.type) {
    case ResultType::float32:
      return encode_as<float>(spec, values);
    case ResultType::float64:
      return encode_as<double>(spec, values);
    case ResultType::int32:
      return encode_as<int32_t>(spec, values);
    case ResultType::int8:
      return encode_as<int8_t>(spec, values);
    case ResultType::text:
      break;
  }
  throw std::logic_error(fmt::format("result '{}' is text", spec.name));
}

}  // namespace

hid_t h5_file_type(ResultType type) {
  switch (type) {
    case ResultType::float32:
      return H5T_IEEE_F32LE;
    case ResultType::float64:
      return H5T_IEEE_F64LE;
    case ResultType::int32:
      return H5T_STD_I32LE;
    case ResultType::int8:
      return H5T_STD_I8LE;
    case ResultType::text:
      break;
  }
  throw std::logic_error("text has no number type");
}

std::vector<std::byte> encode_values(const VariableSpec& spec, std::span<const double> values) {
  return encode(spec, values);
}

std::vector<std::byte> encode_values(const VariableSpec& spec, std::span<const float> values) {
  return encode(spec, values);
}

}  // namespace hearthgrid::io
