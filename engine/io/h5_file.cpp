#include "engine/io/h5_file.hpp"

#include <fmt/format.h>

#include <mutex>
#include <utility>

#include "engine/base/error.hpp"

namespace hearthgrid::io {

H5Handle::H5Handle(H5Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), closer_(other.closer_) {}

H5Handle& H5Handle::operator=(H5Handle&& other) noexcept {
  if (this != &other) {
    close();
    id_ = std::exchange(other.id_, -1);
    closer_ = other.closer_;
  }
  return *this;
}

herr_t H5Handle::close() {
  if (id_ < 0) {
    return 0;
  }
  return closer_(std::exchange(id_, -1));
}

void h5_prepare() {
  // A file that could not be closed on a full disk stays open in the library, which would try again, noisily, at exit.
  static std::once_flag once;
  std::call_once(once, [] { H5dont_atexit(); });
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);  // per thread
}

std::string h5_last_error() {
  std::string text;
  const auto gather = [](unsigned, const H5E_error2_t* entry, void* data) -> herr_t {
    auto& out = *static_cast<std::string*>(data);
    if (out.empty() && entry->desc != nullptr) {
      out = entry->desc;
    }
    return 0;
  };
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, gather, &text);  // innermost first
  H5Eclear2(H5E_DEFAULT);
  return text.empty() ? "the HDF5 library gave no reason" : text;
}

void h5_fail(const std::string& what, const std::string& path) {
  const std::string reason = h5_last_error();
  const auto tells = [&](const char* words) { return reason.find(words) != std::string::npos; };
  if (tells("No space left on device")) {
    throw RunError(fmt::format("{}: '{}': the disk is full; free some space or write elsewhere with -o", what, path));
  }
  if (tells("Disk quota exceeded")) {
    throw RunError(
        fmt::format("{}: '{}': your disk quota is used up; free some space or write elsewhere with -o", what, path));
  }
  if (tells("File too large")) {
    throw RunError(
        fmt::format("{}: '{}': the file would exceed the size limit set for this process or file system "
                    "(ulimit -f); write fewer series or write elsewhere with -o",
                    what, path));
  }
  if (tells("Permission denied") || tells("Read-only file system")) {
    throw RunError(fmt::format("{}: '{}': you may not write there; choose another place with -o", what, path));
  }
  throw RunError(fmt::format("{}: '{}': {}", what, path, reason));
}

H5Handle h5_own(hid_t id, H5Handle::Closer closer, const std::string& what, const std::string& path) {
  if (id < 0) {
    h5_fail(what, path);
  }
  return {id, closer};
}

void h5_check(herr_t status, const std::string& what, const std::string& path) {
  if (status < 0) {
    h5_fail(what, path);
  }
}

H5Handle h5_create_file(const std::string& path) {
  h5_prepare();
  const H5Handle creation(H5Pcreate(H5P_FILE_CREATE), H5Pclose);
  H5Pset_link_creation_order(creation.id(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
  H5Pset_attr_creation_order(creation.id(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
  H5Pset_obj_track_times(creation.id(), false);
  const H5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  H5Pset_fclose_degree(access.id(), H5F_CLOSE_STRONG);
  return h5_own(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation.id(), access.id()), H5Fclose,
                "cannot create the results file", path);
}

H5Handle h5_open_file(const std::string& path) {
  h5_prepare();
  return h5_own(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "cannot open the results file", path);
}

H5Handle h5_create_group(hid_t parent, const std::string& name, const std::string& path) {
  const H5Handle creation(H5Pcreate(H5P_GROUP_CREATE), H5Pclose);
  H5Pset_link_creation_order(creation.id(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
  H5Pset_attr_creation_order(creation.id(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
  H5Pset_obj_track_times(creation.id(), false);
  return h5_own(H5Gcreate2(parent, name.c_str(), H5P_DEFAULT, creation.id(), H5P_DEFAULT), H5Gclose,
                fmt::format("cannot create the group '{}'", name), path);
}

H5Handle h5_text_type() {
  H5Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
  H5Tset_size(type.id(), H5T_VARIABLE);
  H5Tset_cset(type.id(), H5T_CSET_UTF8);
  return type;
}

H5Handle h5_dataset_properties() {
  H5Handle creation(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  H5Pset_attr_creation_order(creation.id(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
  H5Pset_obj_track_times(creation.id(), false);
  return creation;
}

H5Handle h5_space(std::span<const hsize_t> extents) {
  if (extents.empty()) {
    return {H5Screate(H5S_SCALAR), H5Sclose};
  }
  return {H5Screate_simple(static_cast<int>(extents.size()), extents.data(), nullptr), H5Sclose};
}

namespace {

void write_attribute(hid_t object, const std::string& name, hid_t file_type, hid_t memory_type, const H5Handle& space,
                     const void* value, const std::string& path) {
  const std::string what = fmt::format("cannot write the attribute '{}'", name);
  const H5Handle attribute =
      h5_own(H5Acreate2(object, name.c_str(), file_type, space.id(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose, what, path);
  h5_check(H5Awrite(attribute.id(), memory_type, value), what, path);
}

}  // namespace

void h5_write_attribute(hid_t object, const std::string& name, const std::string& value, const std::string& path) {
  const H5Handle type = h5_text_type();
  const char* text = value.c_str();
  write_attribute(object, name, type.id(), type.id(), h5_space({}), &text, path);
}

void h5_write_attribute(hid_t object, const std::string& name, double value, const std::string& path) {
  write_attribute(object, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, h5_space({}), &value, path);
}

void h5_write_attribute(hid_t object, const std::string& name, int64_t value, const std::string& path) {
  write_attribute(object, name, H5T_STD_I64LE, H5T_NATIVE_INT64, h5_space({}), &value, path);
}

void h5_write_attribute(hid_t object, const std::string& name, hid_t type, std::span<const int32_t> values,
                        const std::string& path) {
  const hsize_t count = values.size();
  write_attribute(object, name, type, H5T_NATIVE_INT32, h5_space({&count, 1}), values.data(), path);
}

void h5_write_texts(hid_t dataset, std::span<const std::string> texts, const std::string& path) {
  std::vector<const char*> pointers(texts.size());
  for (size_t i = 0; i < texts.size(); ++i) {
    pointers[i] = texts[i].c_str();
  }
  const H5Handle type = h5_text_type();
  h5_check(H5Dwrite(dataset, type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()), "cannot write text", path);
}

std::vector<std::string> h5_read_texts(hid_t dataset, const std::string& path) {
  const H5Handle space(H5Dget_space(dataset), H5Sclose);
  const auto count = static_cast<size_t>(H5Sget_simple_extent_npoints(space.id()));
  std::vector<char*> pointers(count, nullptr);
  const H5Handle type = h5_text_type();
  h5_check(H5Dread(dataset, type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()), "cannot read text", path);
  std::vector<std::string> texts;
  texts.reserve(count);
  for (const char* pointer : pointers) {
    texts.emplace_back(pointer == nullptr ? "" : pointer);
  }
  H5Dvlen_reclaim(type.id(), space.id(), H5P_DEFAULT, pointers.data());
  return texts;
}

std::optional<std::string> h5_attribute_text(hid_t object, const std::string& name) {
  if (H5Aexists(object, name.c_str()) <= 0) {
    return std::nullopt;
  }
  const H5Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose);
  const H5Handle type(H5Aget_type(attribute.id()), H5Tclose);
  if (H5Tget_class(type.id()) != H5T_STRING || H5Tis_variable_str(type.id()) <= 0) {
    const auto number = h5_attribute_number(object, name);
    return number ? std::optional(fmt::format("{}", *number)) : std::nullopt;
  }
  char* pointer = nullptr;
  const H5Handle text = h5_text_type();
  if (H5Aread(attribute.id(), text.id(), &pointer) < 0 || pointer == nullptr) {
    return std::nullopt;
  }
  std::string value = pointer;
  H5free_memory(pointer);
  return value;
}

std::optional<double> h5_attribute_number(hid_t object, const std::string& name) {
  if (H5Aexists(object, name.c_str()) <= 0) {
    return std::nullopt;
  }
  const H5Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose);
  const H5Handle space(H5Aget_space(attribute.id()), H5Sclose);
  double value = 0.0;
  if (H5Sget_simple_extent_npoints(space.id()) != 1 || H5Aread(attribute.id(), H5T_NATIVE_DOUBLE, &value) < 0) {
    return std::nullopt;
  }
  return value;
}

}  // namespace hearthgrid::io
