/// Entries named "mechanism.name", written either as one quoted key or as a dotted one.
#pragma once

#include <string>
#include <vector>

#include "scenarios/toml_document.h"

namespace upsurge {

struct DottedEntry {
    std::string id;  ///< "mechanism.name"
    TextPosition at;
    const TomlNode* value;
};

/// The entries of a table in the order of the file. A key that is the name of a mechanism and holds a table
/// gives one entry per key of that table.
std::vector<DottedEntry> dotted_entries(const TomlNode& table, const std::vector<std::string>& mechanisms);

}  // namespace upsurge
