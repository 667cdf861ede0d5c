#include "pages/page_file.h"

#include "upsurge/result.h"

// The template goes into the program as it is; the build system names the file. Reading it through the
// assembler costs nothing, whatever its size.
asm(R"(
    .section .rodata
    .global upsurge_page_template_begin
    .global upsurge_page_template_end
upsurge_page_template_begin:
    .incbin ")" UPSURGE_PAGE_TEMPLATE R"("
upsurge_page_template_end:
    .byte 0
    .text
)");

extern "C" const char upsurge_page_template_begin[];
extern "C" const char upsurge_page_template_end[];

namespace upsurge {
namespace {

constexpr std::string_view slot = R"(<script type="application/json" id="upsurge-data">{}</script>)";

}  // namespace

std::string_view page_template() {
    return {upsurge_page_template_begin,
            static_cast<std::size_t>(upsurge_page_template_end - upsurge_page_template_begin)};
}

std::string page_html(const PageInput& input) {
    const std::string_view whole = page_template();
    const std::size_t at = whole.find(slot);
    UPSURGE_CHECK(at != std::string_view::npos, "the page's template has no place for data");
    const std::size_t brace = at + slot.find("{}");
    std::string html(whole.substr(0, brace));
    html += page_data_text(input);
    html += whole.substr(brace + 2);
    return html;
}

}  // namespace upsurge
