#pragma once
// A thin hand on the HDF5 C library: handles that close themselves, and failures that become RunError with the
// library's own words and the file's path. Everything is created so that equal calls give equal bytes: creation order
// tracked, no time stamps, text as variable-length UTF-8.

#include <hdf5.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hearthgrid::io {

/// Owns one HDF5 identifier.
class H5Handle {
 public:
  using Closer = herr_t (*)(hid_t);
  H5Handle() = default;
  H5Handle(hid_t id, Closer closer) : id_(id), closer_(closer) {}
  H5Handle(H5Handle&& other) noexcept;
  H5Handle& operator=(H5Handle&& other) noexcept;
  H5Handle(const H5Handle&) = delete;
  H5Handle& operator=(const H5Handle&) = delete;
  ~H5Handle() { close(); }

  [[nodiscard]] hid_t id() const { return id_; }
  [[nodiscard]] explicit operator bool() const { return id_ >= 0; }
  /// Closes now; a negative answer means that what was buffered could not be written.
  herr_t close();

 private:
  hid_t id_ = -1;
  Closer closer_ = nullptr;
};

/// Keeps the library silent (it prints its error stack by default) and from touching files again when the program ends.
void h5_prepare();

/// The innermost messages of the library's error stack, or a general sentence if it holds none.
[[nodiscard]] std::string h5_last_error();

/// Throws RunError: "what: 'path': reason". A full disk, a quota and a size limit are named as such.
[[noreturn]] void h5_fail(const std::string& what, const std::string& path);

/// Takes ownership of an identifier, or throws RunError if it is negative.
[[nodiscard]] H5Handle h5_own(hid_t id, H5Handle::Closer closer, const std::string& what, const std::string& path);
void h5_check(herr_t status, const std::string& what, const std::string& path);

/// A new file (an old one of that name is emptied) or an existing one for reading.
[[nodiscard]] H5Handle h5_create_file(const std::string& path);
[[nodiscard]] H5Handle h5_open_file(const std::string& path);
[[nodiscard]] H5Handle h5_create_group(hid_t parent, const std::string& name, const std::string& path);

/// Variable-length UTF-8 text.
[[nodiscard]] H5Handle h5_text_type();
/// Creation properties of every dataset: no time stamps, attribute order kept.
[[nodiscard]] H5Handle h5_dataset_properties();
/// Simple space of these extents; a scalar if there are none.
[[nodiscard]] H5Handle h5_space(std::span<const hsize_t> extents);

void h5_write_attribute(hid_t object, const std::string& name, const std::string& value, const std::string& path);
void h5_write_attribute(hid_t object, const std::string& name, double value, const std::string& path);
void h5_write_attribute(hid_t object, const std::string& name, int64_t value, const std::string& path);
/// A list of small integers, stored as `type`.
void h5_write_attribute(hid_t object, const std::string& name, hid_t type, std::span<const int32_t> values,
                        const std::string& path);

/// Writes texts into a dataset whose space holds as many.
void h5_write_texts(hid_t dataset, std::span<const std::string> texts, const std::string& path);
[[nodiscard]] std::vector<std::string> h5_read_texts(hid_t dataset, const std::string& path);
/// An attribute as text (numbers are printed); none if it is absent.
[[nodiscard]] std::optional<std::string> h5_attribute_text(hid_t object, const std::string& name);
[[nodiscard]] std::optional<double> h5_attribute_number(hid_t object, const std::string& name);

}  // namespace hearthgrid::io
