#pragma once
// A network as a folder of CSV tables that a test changes and reads.

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "engine/base/error.hpp"
#include "tests/cli/program.hpp"

namespace hearthgrid::io {

/// Text of each file by its name.
using Tables = std::map<std::string, std::string>;

/// What `read(folder)` makes of them.
template <class Read>
auto read_folder_of(const Tables& tables, const Read& read) {
  const cli_test::ScratchFolder folder;
  for (const auto& [name, text] : tables) folder.write(name, text);
  return read(folder.path());
}

/// What reading them says against them.
template <class Read>
std::string complaint_about(const Tables& tables, const Read& read) {
  try {
    (void)read_folder_of(tables, read);
  } catch (const InputError& error) {
    return error.what();
  }
  return "nothing";
}

inline void replace(std::string& text, const std::string& what, const std::string& by) {
  const size_t at = text.find(what);
  ASSERT_NE(at, std::string::npos) << what;
  text.replace(at, what.size(), by);
}

}  // namespace hearthgrid::io
