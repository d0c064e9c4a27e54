#pragma once
// The script language of OpenDSS cut into statements: comments, quotes, continuation lines and Redirect are dealt with
// here, so that a reader of elements sees commands with their words.

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.hpp"

namespace hearthgrid::io {

/// `name=value`, or a value alone (`name` empty). Names are in small letters; brackets and quotes around a value are
/// off.
struct DssWord {
  std::string name;
  std::string value;
  std::string file;
  int line = 0;
};

struct DssStatement {
  std::string command;  ///< in small letters: "new", "edit", "set", "batchedit", ...
  std::vector<DssWord> words;
  std::string file;
  int line = 0;
  std::string folder;  ///< where files that it names are looked for
};

/// All statements of `path` and of the files that it redirects to, in order. A missing file is a problem, or is passed
/// over with `skip_missing_files`; `skipped` then holds its name.
[[nodiscard]] std::vector<DssStatement> read_dss_script(const std::string& path, bool skip_missing_files,
                                                        std::vector<std::string>& skipped, ProblemList& problems);

/// The items of an array value, between blanks and commas; quoted ones in one piece.
[[nodiscard]] std::vector<std::string> dss_items(std::string_view value);

}  // namespace hearthgrid::io
