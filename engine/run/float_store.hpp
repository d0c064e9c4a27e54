#pragma once
// Numbers that are put down in one order and read back in another one. Few stay in memory, others go to a file without
// a name beside the results, which is gone with the process, however it ends.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace hearthgrid::run {

class FloatStore {
 public:
  /// Room for `floats` zeros. `path`: of the passing file; `what`: is kept, for errors. Takes up to `memory_bytes` in
  /// memory. Throws RunError where the file cannot be made.
  FloatStore(std::string path, std::string what, int64_t floats, int64_t memory_bytes);
  ~FloatStore();
  FloatStore(const FloatStore&) = delete;
  FloatStore& operator=(const FloatStore&) = delete;

  /// Throws RunError on a full disk.
  void write(int64_t place, std::span<const float> values);
  /// From any thread, while nobody writes.
  void read(int64_t place, std::span<float> values) const;

  [[nodiscard]] bool in_memory() const { return file_ < 0; }

 private:
  int file_ = -1;
  std::string path_, what_;
  std::vector<float> values_;
};

}  // namespace hearthgrid::run
