#include "sim/checkers.h"

namespace terrane::sim {
namespace {

constexpr std::string_view kCopy = "copy/";

bool has_ended(const std::string& state) {
  return state == "2" || state == "3";  // CopyState::kDone, kFailed
}

}  // namespace

void CopiesHaveOneEffect::answered(const ClientCall& call, const Answer& answer) {
  if (answer.outcome != Outcome::kAccepted) return;
  if (call.action != "SyncImages" && call.action != "CopySnapshotCrossRegions") return;
  bool of_images = call.action == "SyncImages";
  for (auto& copy : answer.reply.at(of_images ? "ImageSet" : "SnapshotCopyResultSet").as_array())
    accepted_.insert(std::string(copy.at(of_images ? "ImageId" : "SnapshotId").as_string()));
}

void CopiesHaveOneEffect::sent(const ClientCall& call) {
  if (!call.action.starts_with("Delete")) return;
  deleted_ += call.json;  // from now on they may be gone
}

void CopiesHaveOneEffect::stepped(const ClientCall*) {
  for (auto& [name, open] : world_.open_cells()) {
    if (!open.region || !history_.changed(name)) continue;
    const Records& now = history_.now(name);
    for (auto at = now.lower_bound(kCopy); at != now.end() && at->first.starts_with(kCopy); ++at)
      copies_[at->first.substr(kCopy.size())] = {.from = name,
                                                 .to = field_of(at->second, "to"),
                                                 .source = field_of(at->second, "source"),
                                                 .state = field_of(at->second, "state"),
                                                 .given = field_of(at->second, "given")};
  }
}

void CopiesHaveOneEffect::rested() {
  for (const std::string& id : accepted_) {
    auto known = copies_.find(id);
    if (known == copies_.end()) {
      world_.complain("the copy " + id + " was accepted and never noted");
    } else if (!has_ended(known->second.state)) {
      world_.complain("the copy " + id + " to " + known->second.to + " never ended");
    }
  }
  for (auto& [id, copy] : copies_)
    if (copy.state == "2") check_arrived(id, copy);
  for (auto& [name, open] : world_.open_cells())
    if (open.region) check_origins(name, history_.now(name));
}

void CopiesHaveOneEffect::check_arrived(const std::string& id, const Copy& copy) {
  std::string table = id.starts_with("img-") ? "image/" : "snapshot/";
  const Records& there = history_.now(copy.to);
  auto found = there.find(table + copy.given);
  if (found == there.end()) {
    if (deleted_.find(copy.given) == std::string::npos)
      world_.complain("the copy " + id + " came to " + copy.to + " and is lost");
  } else if (field_of(found->second, "copied_from") != copy.source) {
    world_.complain("the copy " + id + " in " + copy.to + " is of something else");
  }
}

// Nothing came that nobody sent, and nothing came twice.
void CopiesHaveOneEffect::check_origins(const std::string& region, const Records& records) {
  std::set<std::string> given;
  for (auto& [id, copy] : copies_)
    if (copy.to == region) given.insert(copy.given.empty() ? id : copy.given);
  constexpr std::string_view kImage = "image/";
  for (auto& [key, record] : records)
    if (key.starts_with(kImage) && !field_of(record, "copied_from").empty() &&
        !given.contains(key.substr(kImage.size())))
      world_.complain(key + " in " + region + " is a copy that nobody sent");
}

}  // namespace terrane::sim
