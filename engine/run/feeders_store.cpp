#include "engine/run/feeders_store.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "engine/base/error.hpp"

namespace hearthgrid::run {

LoadStore::LoadStore(const std::string& beside, int mixes, int transformers, int steps, int64_t memory_bytes)
    : mixes_(mixes), steps_(steps), path_(beside + ".loads") {
  const int64_t floats = place(0, transformers, 0);
  if (floats * static_cast<int64_t>(sizeof(float)) <= memory_bytes) {
    values_.resize(static_cast<size_t>(floats));
    return;
  }
  ::unlink(path_.c_str());  // left by a machine that went down
  file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file_ < 0) {
    throw RunError(fmt::format("cannot keep the transformers' loads in '{}': {}", path_, std::strerror(errno)));
  }
  ::unlink(path_.c_str());
}

LoadStore::~LoadStore() {
  if (file_ >= 0) ::close(file_);
}

int64_t LoadStore::place(int mix, int transformer, int half) const {
  return ((int64_t{transformer} * mixes_ + mix) * 2 + half) * steps_;
}

void LoadStore::put(const BlockResult& block) {
  const auto steps = static_cast<size_t>(steps_);
  for (int t = 0; t < block.transformers; ++t) {
    for (int mix = 0; mix < mixes_; ++mix) {
      const size_t row = (static_cast<size_t>(mix) * block.transformers + t) * steps;
      write(place(mix, block.first_transformer + t, 0), {block.load_kw.data() + row, steps});
      write(place(mix, block.first_transformer + t, 1), {block.load_kvar.data() + row, steps});
    }
  }
}

void LoadStore::get(int mix, int transformer, int first, std::span<float> kw, std::span<float> kvar) const {
  read(place(mix, transformer, 0) + first, kw);
  read(place(mix, transformer, 1) + first, kvar);
}

void LoadStore::write(int64_t place, std::span<const float> values) {
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
    if (done <= 0) {
      throw RunError(fmt::format("cannot keep the transformers' loads in '{}': {}", path_, std::strerror(errno)));
    }
    from += done;
    left -= static_cast<size_t>(done);
    at += done;
  }
}

void LoadStore::read(int64_t place, std::span<float> values) const {
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
    if (done <= 0) throw RunError(fmt::format("cannot read back the transformers' loads from '{}'", path_));
    to += done;
    left -= static_cast<size_t>(done);
    at += done;
  }
}

}  // namespace hearthgrid::run
