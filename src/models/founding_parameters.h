/// Parameters that shape the people and places of a run once, at its start.
///
/// They cannot change in mid-run: people do not become organised, unaware or marked by memory because a
/// setting did. tests/laws checks that every parameter that is not listed here acts in mid-run too.
#pragma once

namespace upsurge {

/// @param parameter  index in all_parameters()
bool acts_only_at_start(int parameter);

}  // namespace upsurge
