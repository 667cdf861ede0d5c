#include "pages/odd_protocol.h"

#include <fmt/format.h>

#include <algorithm>

#include "pages/odd_parts.h"

namespace upsurge {
namespace {

/// A design concept: its name and what holds, one phrase for each mechanism that is on.
class Concept {
  public:
    explicit Concept(std::string_view name) : name_(name) {}
    Concept& always(std::string_view sentence) {
        text_ += (text_.empty() ? "" : " ") + std::string(sentence);
        return *this;
    }
    Concept& with(bool on, std::string_view sentence) { return on ? always(sentence) : *this; }
    std::string text(std::string_view otherwise) const {
        return fmt::format("**{}.** {}\n\n", name_, text_.empty() ? otherwise : text_);
    }

  private:
    std::string name_;
    std::string text_;
};

std::string design_concepts(const Model& model) {
    const auto on = [&](std::string_view name) { return is_on(model, name); };
    const auto form = model.switches.find("participation.form");
    const bool decides = on("participation") && (form == model.switches.end() || form->second == "decision");
    std::string text = "# Design concepts\n\n## 4. Design concepts\n\n";
    text += Concept("Basic principles")
                .always(
                    "Each reason why people act is one mechanism with its own formula and source (section "
                    "7). Rival "
                    "explanations are named settings of the same model.")
                .text("");
    text +=
        Concept("Emergence")
            .always(
                "Crowds, their spread over places, arrests, injuries and deaths follow from the mechanisms; "
                "nothing imposes their size or time. Decisions of the government that the schedule dates are "
                "imposed (section 6).")
            .text("");
    text += Concept("Adaptation")
                .with(decides,
                      "People at home go out, and people in the street go home, depending on grievance, risk "
                      "and how "
                      "many others they believe to be out.")
                .with(on("withdrawal"), "People who tire or take fright stay away for a while.")
                .with(on("policing"), "Officers act as they are ordered; they decide nothing by themselves.")
                .text("People follow fixed rates; nobody adapts.");
    text +=
        Concept("Objectives")
            .with(
                decides,
                "A person weighs grievance against risk and a threshold; the chance of acting is a logistic "
                "function of the difference, so that people of one kind do not all do the same.")
            .text("Nobody pursues an objective that the model states.");
    text += Concept("Learning")
                .with(on("backlash"), "What harm a place expects follows the harm it has seen.")
                .with(on("grievance"), "The price people compare with follows the price they pay.")
                .text("None.");
    text +=
        Concept("Prediction").text("None is explicit: people act on what they believe about the present.");
    text += Concept("Sensing")
                .with(on("diffusion"),
                      "A place perceives remembered activity in its own streets, nearby, in the media and "
                      "along ties.")
                .with(on("information"),
                      "A shutdown cuts and distorts news from elsewhere; some people have not heard.")
                .with(on("rumour"), "Word of mouth about harm spreads inside each place.")
                .text("People perceive nothing of each other.");
    text +=
        Concept("Interaction")
            .with(on("diffusion"), "People influence others through what places perceive, not one by one.")
            .with(on("policing"),
                  "Officers and crowds meet at locations; arrests and hits are fixed numbers taken from "
                  "everybody "
                  "there.")
            .text("None.");
    text += Concept("Stochasticity")
                .always(
                    "Moves of people with the same place, stratum, traits and state are independent draws "
                    "with one "
                    "probability. Every random number is named by run, tick, process, row and item, so that "
                    "two runs "
                    "that differ in one setting share all other chance events.")
                .text("");
    text += Concept("Collectives")
                .always(fmt::format("Places and {} strata are fixed.", model.strata.size()))
                .with(on("participation"), "Organised people are a trait, not an organisation that acts.")
                .text("");
    text += Concept("Observation")
                .always(
                    "After each tick every observable of section 2 is written down for every place, region "
                    "and the "
                    "country. Reports are compared with the same observables.")
                .text("");
    return text;
}

}  // namespace

std::string cell(std::string_view text) {
    std::string result;
    for (char c : text) {
        result += c == '\n' || c == '\r' ? ' ' : c;
        if (c == '|') {
            result.insert(result.size() - 1, "\\");
        }
    }
    return result;
}

bool is_on(const Model& model, std::string_view mechanism) {
    return std::find(model.mechanisms.begin(), model.mechanisms.end(), mechanism) != model.mechanisms.end();
}

std::string odd_protocol(const Model& model) {
    return fmt::format(
               "# {}: ODD protocol\n\n{}\n\nWritten by Upsurge from the scenario `{}` and the tables of its "
               "mechanisms. "
               "The order of sections is that of Grimm et al. (2020), doi:10.18564/jasss.4259.\n\n",
               model.name, model.summary, model.id) +
           odd_overview(model) + design_concepts(model) + odd_details(model);
}

}  // namespace upsurge
