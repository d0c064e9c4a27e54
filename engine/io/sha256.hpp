#pragma once
// The fingerprint of inputs (OpenSSL's SHA-256).

#include <string>
#include <string_view>

namespace hearthgrid::io {

/// 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256_hex(std::string_view text);

}  // namespace hearthgrid::io
