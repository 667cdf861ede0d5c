/// One self-contained HTML file: the built page of apps/web with the data inside, no network.
#pragma once

#include <string>
#include <string_view>

#include "pages/page_data.h"

namespace upsurge {

/// The built page as it is carried in the program: src/pages/page_template.html.
std::string_view page_template();

/// The page of a study or, without runs, of a scenario's evidence.
std::string page_html(const PageInput& input);

}  // namespace upsurge
