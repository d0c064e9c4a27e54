#include "engine/run/float_store.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "engine/base/error.hpp"

namespace hearthgrid::run {

FloatStore::FloatStore(std::string path, std::string what, int64_t floats, int64_t memory_bytes)
    : path_(std::move(path)), what_(std::move(what)) {
  const auto bytes = floats * static_cast<int64_t>(sizeof(float));
  if (bytes <= memory_bytes) {
    values_.resize(static_cast<size_t>(floats));
    return;
  }
  ::unlink(path_.c_str());  // left by a machine that went down
  file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file_ < 0) throw RunError(fmt::format("cannot keep {} in '{}': {}", what_, path_, std::strerror(errno)));
  ::unlink(path_.c_str());
  if (::ftruncate(file_, bytes) != 0) {
    const int reason = errno;
    ::close(file_);
    throw RunError(fmt::format("cannot keep {} in '{}': {}", what_, path_, std::strerror(reason)));
  }
}

FloatStore::~FloatStore() {
  if (file_ >= 0) ::close(file_);
}

void FloatStore::write(int64_t place, std::span<const float> values) {
  if (in_memory()) {
    std::copy(values.begin(), values.end(), values_.begin() + place);
    return;
  }
  const char* from = reinterpret_cast<const char*>(values.data());
  size_t left = values.size_bytes();
  auto at = static_cast<off_t>(place * static_cast<int64_t>(sizeof(float)));
  while (left > 0) {
    const ssize_t done = ::pwrite(file_, from, left, at);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) throw RunError(fmt::format("cannot keep {} in '{}': {}", what_, path_, std::strerror(errno)));
    from += done;
    left -= static_cast<size_t>(done);
    at += done;
  }
}

void FloatStore::read(int64_t place, std::span<float> values) const {
  if (in_memory()) {
    std::copy_n(values_.begin() + place, values.size(), values.begin());
    return;
  }
  char* to = reinterpret_cast<char*>(values.data());
  size_t left = values.size_bytes();
  auto at = static_cast<off_t>(place * static_cast<int64_t>(sizeof(float)));
  while (left > 0) {
    const ssize_t done = ::pread(file_, to, left, at);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) throw RunError(fmt::format("cannot read back {} from '{}'", what_, path_));
    to += done;
    left -= static_cast<size_t>(done);
    at += done;
  }
}

}  // namespace hearthgrid::run
