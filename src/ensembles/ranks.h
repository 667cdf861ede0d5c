/// The processes that work on one study together: ranks of MPI, or this process alone.
///
/// Only the file behind this header knows MPI. A program built without it is always rank 0 of 1.
#pragma once

#include <string>

namespace upsurge {

/// One object lives for the whole of main.
class Ranks {
  public:
    Ranks(int& argument_count, char**& arguments);
    ~Ranks();
    Ranks(const Ranks&) = delete;
    Ranks& operator=(const Ranks&) = delete;

    static int rank();   ///< from 0
    static int count();  ///< at least 1
    static bool is_first() { return rank() == 0; }
    /// Whether this program was built with MPI.
    static bool built_in();

    /// Every rank gets the text of rank 0. All ranks call these two together.
    static void share(std::string& text);
    /// The largest value that any rank gives.
    static int largest(int value);
    /// Ends all ranks: this one cannot go on, and the others must not wait for it. Alone it does nothing.
    static void give_up(int exit_code);
};

/// Processes that a launcher says it started together, as far as its environment tells; 1 if it does not.
/// A program without MPI must not be one of several: each would do all the work.
int launched_together();

}  // namespace upsurge
