package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.preprocess.HeaderContent;
import dev.irpscope.analysis.preprocess.Token;
import dev.irpscope.analysis.preprocess.UnitPart;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The text of one unit and which of its headers can be shared as they are. Where one header
 * completes a structure that another only names, neither can; the row of headers from the one to
 * the other can, as one.
 */
final class SharedText {
  private final DeclarationCache.Language cache;
  private final List<UnitPart> whole;
  private final Set<HeaderContent> inlined = new HashSet<>();
  private List<UnitPart> parts;

  SharedText(List<UnitPart> whole, DeclarationCache.Language cache) {
    this.whole = whole;
    this.cache = cache;
    this.parts = whole;
    Set<HeaderContent> present = new HashSet<>();
    addHeaders(whole, present);
    for (Set<HeaderContent> entangled : cache.entangled()) {
      if (present.containsAll(entangled)) {
        inlined.addAll(entangled);
      }
    }
    join();
  }

  private static void addHeaders(List<UnitPart> parts, Set<HeaderContent> into) {
    for (UnitPart part : parts) {
      if (part instanceof UnitPart.Header(HeaderContent content) && into.add(content)) {
        addHeaders(content.parts(), into);
      }
    }
  }

  List<UnitPart> parts() {
    return parts;
  }

  /** Headers to be read as if their tokens were those of the text around them. */
  Set<HeaderContent> inlined() {
    return inlined;
  }

  /** Takes the headers in question out of sharing; at the latest then nothing is shared. */
  void separate(List<HeaderContent> headers) {
    Set<HeaderContent> entangled = new HashSet<>(headers);
    if (inlined.addAll(entangled)) {
      cache.noteEntangled(entangled);
      join();
    } else {
      List<Token> tokens = new ArrayList<>();
      UnitPart.flatten(whole, tokens);
      parts = List.of(new UnitPart.Run(tokens));
    }
  }

  /** Makes one header of those that belong together, if only headers stand between them. */
  private void join() {
    int first = -1;
    int last = -1;
    for (int i = 0; i < whole.size(); i++) {
      if (whole.get(i) instanceof UnitPart.Header(HeaderContent content)
          && inlined.contains(content)) {
        first = first < 0 ? i : first;
        last = i;
      }
    }
    List<HeaderContent> row = new ArrayList<>();
    for (int i = first; i >= 0 && i <= last; i++) {
      if (!(whole.get(i) instanceof UnitPart.Header(HeaderContent content))) {
        row.clear();
        break;
      }
      row.add(content);
    }
    parts = whole;
    if (row.size() > 1) {
      parts = new ArrayList<>(whole.subList(0, first));
      parts.add(new UnitPart.Header(cache.joined(row)));
      parts.addAll(whole.subList(last + 1, whole.size()));
    }
  }
}
