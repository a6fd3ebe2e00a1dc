// Named states: the whole cloud as it is, kept under a name, compared with and brought back. A
// state is a file per cell (cell/saved_cell.h), and one that says what it is a state of.
#include "actions/terrane/states.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <shared_mutex>

#include "actions/convert.h"
#include "actions/state_shelf.h"
#include "base/contains.h"
#include "cell/saved_cell.h"
#include "contract/terrane.h"

namespace terrane {
namespace {

namespace api = contract::terrane;

constexpr std::string_view kNoteFile = "state";
constexpr std::string_view kCellEnding = ".cell";
constexpr size_t kLongestName = 60;
constexpr int64_t kMostShown = 100;

constexpr ErrorKind kBadName{
    "InvalidParameterValue.Name",
    "Name {} must be 1 to 60 letters, digits, dots, dashes and underscores, the first a letter or "
    "digit.",
    "Name {} 应为 1 到 60 个字母、数字、点、短横线或下划线，且以字母或数字开头。"};
constexpr ErrorKind kNameTaken{
    "ResourceInUse.State", "There is a state {} already; delete it, or replace it with Replace.",
    "状态 {} 已存在，请先删除，或使用 Replace 覆盖。"};
constexpr ErrorKind kOtherCatalogue{
    "UnsupportedOperation.Catalogue",
    "State {} is one of a cloud with catalogue {}, and this one has catalogue {}.",
    "状态 {} 属于使用目录 {} 的云，而本云使用目录 {}。"};
constexpr ErrorKind kLaterFormat{
    "UnsupportedOperation.StateFormat",
    "State {} was saved by a later version, in a form that this one does not know.",
    "状态 {} 由更新版本保存，本版本无法读取。"};
constexpr ErrorKind kMissingCell{
    "UnsupportedOperation.Catalogue",
    "Of state {} and this cloud only one has cell {}: the catalogue has changed since.",
    "状态 {} 与本云中仅一方包含单元 {}：目录在保存后已改变。"};
constexpr ErrorKind kOtherPlaces{
    "UnsupportedOperation.Catalogue",
    "State {} has {} as it was added to the cloud that it was saved in; this cloud has it "
    "otherwise, "
    "or not at all.",
    "状态 {} 包含保存时所在的云新增的 {}，而本云没有该位置或其定义不同。"};
constexpr ErrorKind kUnreadable{"FailedOperation.StateUnreadable",
                                "State {} is not what was saved; delete it.",
                                "状态 {} 已损坏，请删除。"};
constexpr ErrorKind kBadLimit{"InvalidParameterValue.Limit",
                              "Limit is {}, but must be from 1 to 100.",
                              "Limit 为 {}，应为 1 到 100。"};
constexpr ErrorKind kBadOffset{"InvalidParameterValue.Offset",
                               "Offset is {}, but must not be below 0.",
                               "Offset 为 {}，不能小于 0。"};

// What is kept of a state beside its cells. Stored: fields are as permanent as those of records.
struct StateNote {
  uint64_t format = 0;
  std::string catalogue;
  std::string comment;
  Time saved;
  AccountId by{};
  uint64_t cells = 0;
  uint64_t records = 0;

  static constexpr auto kFields = [] {
    return std::tuple(named("format", &StateNote::format),
                      named("catalogue", &StateNote::catalogue),
                      named("comment", &StateNote::comment), named("saved", &StateNote::saved),
                      named("by", &StateNote::by), named("cells", &StateNote::cells),
                      named("records", &StateNote::records));
  };
};

Result<void> check_name(std::string_view name) {
  auto is_letter = [](unsigned char c) { return c < 128 && std::isalnum(c); };
  bool right = !name.empty() && name.size() <= kLongestName && is_letter(name[0]) &&
               std::ranges::all_of(name, [&](unsigned char c) {
                 return is_letter(c) || c == '.' || c == '-' || c == '_';
               });
  if (!right) return refuse(kBadName, name);
  return {};
}

Result<StateNote> note_of(const std::string& name, std::string_view bytes) {
  StateNote note;
  if (!message_pack::decode(bytes, note)) return refuse(kUnreadable, name);
  if (note.format > SavedCell::kFormat) return refuse(kLaterFormat, name);
  return note;
}

const api::State* shown(const CloudCall& call, std::string_view name, const StateNote& note) {
  return call.arena.create<api::State>(api::State{.Name = call.arena.copy(name),
                                                  .Comment = call.arena.copy(note.comment),
                                                  .Catalogue = call.arena.copy(note.catalogue),
                                                  .SavedTime = to_iso8601(call.arena, note.saved),
                                                  .SavedBy = uint64_t(note.by),
                                                  .CellCount = note.cells,
                                                  .RecordCount = note.records});
}

using SavedCells = std::map<std::string, SavedCell>;  // by name

// What keeps the state of a cloud with another catalogue from being taken for one of this.
Result<SavedCells> read_cells(const CloudCall& call, const std::string& name) {
  TRY(StateFiles files, call.cloud.states().get(name));
  TRY(StateNote note, note_of(name, files[std::string(kNoteFile)]));
  if (note.catalogue != call.catalogue.name())
    return refuse(kOtherCatalogue, name, note.catalogue, call.catalogue.name());
  SavedCells cells;
  for (auto& [file, bytes] : files) {
    if (file == kNoteFile) continue;
    TRY(SavedCell saved, SavedCell::read(std::move(bytes)));
    std::string cell = saved.cell();
    cells.emplace(std::move(cell), std::move(saved));
  }
  if (cells.size() != note.cells) return refuse(kUnreadable, name);
  return cells;
}

// Places that were added are part of the cloud's catalogue, which cannot shrink: those that came
// after the state was saved belong to it all the same, with nothing in them.
Result<void> join_places(const CloudCall& call, const std::string& name,
                         std::span<Cell* const> cells, SavedCells& saved) {
  constexpr std::string_view kPlaces[] = {AddedRegion::kTable, AddedZone::kTable};
  const AccountCell& plane = call.cloud.accounts();
  std::shared_lock reading(plane.cell.lock());
  auto then = saved.find(plane.cell.name());
  if (then == saved.end()) return refuse(kMissingCell, name, plane.cell.name());
  for (const auto& [kind, key] : difference(plane.cell, then->second).entries)
    if (key.starts_with("added-") && kind != CellDifference::Kind::kAdded)
      return refuse(kOtherPlaces, name, key.substr(key.find('/') + 1));
  then->second = then->second.with_tables_of(plane.cell, kPlaces);
  for (const Cell* cell : cells)
    if (!saved.contains(cell->name()) && plane.added_regions.find(cell->name()))
      saved.emplace(cell->name(), SavedCell::of_nothing(cell->name()));
  for (const auto& [cell, records] : saved)
    if (std::ranges::find(cells, cell, &Cell::name) == cells.end())
      return refuse(kMissingCell, name, cell);
  return {};
}

Result<api::SaveStateResponse> save_state(CloudCall& call, const api::SaveStateRequest& request) {
  std::string name(request.Name);
  CHECKED(check_name(name));
  TRY(auto names, call.cloud.states().names());
  if (!request.Replace.value_or(false) && contains(names, name)) return refuse(kNameTaken, name);
  StateNote note{.format = SavedCell::kFormat,
                 .catalogue = call.catalogue.name(),
                 .comment = std::string(request.Comment),
                 .saved = call.now,
                 .by = call.account};
  StateFiles files;
  CHECKED(call.cloud.stand_still([&](std::span<Cell* const> cells) -> Result<void> {
    for (Cell* cell : cells) {
      std::shared_lock reading(cell->lock());
      for (const TableBase* table : cell->tables()) note.records += table->count(std::nullopt);
      files[cell->name() + std::string(kCellEnding)] = SavedCell::save(*cell);
      call.tickets.add(*cell);  // what was saved must not be lost where it was
    }
    note.cells = cells.size();
    return {};
  }));
  message_pack::encode(note, files[std::string(kNoteFile)]);
  CHECKED(call.cloud.states().put(name, files));
  return api::SaveStateResponse{.State = shown(call, name, note)};
}

Result<api::LoadStateResponse> load_state(CloudCall& call, const api::LoadStateRequest& request) {
  std::string name(request.Name);
  CHECKED(check_name(name));
  TRY(auto saved, read_cells(call, name));
  CHECKED(call.cloud.replace([&](std::span<Cell* const> cells) -> Result<void> {
    CHECKED(join_places(call, name, cells, saved));
    std::vector<CellReplacement> replacements;
    for (Cell* cell : cells) {
      auto found = saved.find(cell->name());
      if (found == saved.end()) return refuse(kMissingCell, name, cell->name());
      TRY(auto replacement, CellReplacement::prepare(*cell, std::move(found->second)));
      replacements.push_back(std::move(replacement));
    }
    for (CellReplacement& replacement : replacements) replacement.read();
    for (CellReplacement& replacement : replacements) {
      Cell& cell = replacement.cell();
      std::unique_lock writing(cell.lock());
      call.tickets.add(cell, replacement.replace());
    }
    return {};
  }));
  return api::LoadStateResponse{};
}

Result<api::DescribeStatesResponse> describe_states(CloudCall& call,
                                                    const api::DescribeStatesRequest&) {
  TRY(auto names, call.cloud.states().names());
  std::vector<api::State> states;
  for (const std::string& name : names) {
    auto bytes = call.cloud.states().get(name, std::string(kNoteFile));
    auto note = bytes ? note_of(name, *bytes) : Result<StateNote>(refuse(kUnreadable, name));
    states.push_back(*shown(call, name, note.value_or(StateNote{})));
  }
  return api::DescribeStatesResponse{.TotalCount = states.size(),
                                     .StateSet = contract::list_of<api::State>(call.arena, states)};
}

std::string_view name_of(CellDifference::Kind kind) {
  constexpr std::string_view kNames[] = {"ADDED", "CHANGED", "REMOVED"};
  return kNames[size_t(kind)];
}

Result<api::DescribeStateDifferenceResponse> describe_state_difference(
    CloudCall& call, const api::DescribeStateDifferenceRequest& request) {
  int64_t offset = request.Offset.value_or(0), limit = request.Limit.value_or(20);
  if (limit < 1 || limit > kMostShown) return refuse(kBadLimit, std::to_string(limit));
  if (offset < 0) return refuse(kBadOffset, std::to_string(offset));
  std::string name(request.Name);
  CHECKED(check_name(name));
  TRY(auto saved, read_cells(call, name));
  std::vector<api::StateDifference> page;
  int64_t count = 0;
  CHECKED(call.cloud.stand_still([&](std::span<Cell* const> cells) -> Result<void> {
    CHECKED(join_places(call, name, cells, saved));
    for (Cell* cell : cells) {
      auto found = saved.find(cell->name());
      if (found == saved.end()) return refuse(kMissingCell, name, cell->name());
      CellDifference differs;
      {
        std::shared_lock reading(cell->lock());
        differs = difference(*cell, found->second);
      }
      for (const auto& [kind, key] : differs.entries) {
        int64_t position = count++;
        if (position < offset || position >= offset + limit) continue;
        size_t slash = key.find('/');
        page.push_back({.Cell = call.arena.copy(cell->name()),
                        .Kind = call.arena.copy(std::string_view(key).substr(0, slash)),
                        .Id = call.arena.copy(std::string_view(key).substr(slash + 1)),
                        .Change = name_of(kind)});
      }
    }
    return {};
  }));
  return api::DescribeStateDifferenceResponse{
      .TotalCount = uint64_t(count),
      .DifferenceSet = contract::list_of<api::StateDifference>(call.arena, page)};
}

Result<api::DeleteStateResponse> delete_state(CloudCall& call,
                                              const api::DeleteStateRequest& request) {
  std::string name(request.Name);
  CHECKED(check_name(name));
  CHECKED(call.cloud.states().remove(name));
  return api::DeleteStateResponse{};
}

constexpr Handler kHandlers[] = {
    for_operators(cloud_write<save_state>("terrane", "SaveState")),
    for_operators(cloud_write<load_state>("terrane", "LoadState")),
    for_operators(cloud_read<describe_states>("terrane", "DescribeStates")),
    for_operators(cloud_read<describe_state_difference>("terrane", "DescribeStateDifference")),
    for_operators(cloud_write<delete_state>("terrane", "DeleteState")),
};

}  // namespace

std::span<const Handler> state_handlers() {
  return kHandlers;
}

}  // namespace terrane
