#include "cell/transaction.h"

#include <boost/unordered/unordered_flat_set.hpp>

namespace terrane {

void Transaction::write(Batch& batch) const {
  // The last entry of a record says whether it is there; older ones add nothing.
  std::vector<const Entry*> last;
  boost::unordered_flat_set<const void*> seen;
  for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry)
    if (entries_.size() == 1 || seen.insert(entry->record).second) last.push_back(&*entry);
  std::string buffer;
  for (auto entry = last.rbegin(); entry != last.rend(); ++entry)
    (*entry)->table->store((*entry)->record, (*entry)->operation == Touch::kRemoved, batch, buffer);
}

void Transaction::keep() {
  for (Entry& entry : entries_) {
    if (entry.operation == Touch::kChanged) entry.table->forget(entry.before);
    if (entry.operation == Touch::kRemoved) entry.table->forget(entry.record);
  }
  settle();
}

void Transaction::undo() {
  for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry) {
    switch (entry->operation) {
      case Touch::kAdded:
        entry->table->undo_add(entry->record);
        break;
      case Touch::kChanged:
        entry->table->undo_change(entry->record, entry->before);
        break;
      case Touch::kRemoved:
        entry->table->undo_remove(entry->record);
        break;
    }
  }
  settle();
}

void Transaction::settle() {
  for (Entry& entry : entries_) entry.table->settle();
  entries_.clear();
}

}  // namespace terrane
