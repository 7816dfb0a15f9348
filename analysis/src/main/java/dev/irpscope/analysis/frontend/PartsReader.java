package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.frontend.grammar.CParser;
import dev.irpscope.analysis.preprocess.HeaderContent;
import dev.irpscope.analysis.preprocess.Token;
import dev.irpscope.analysis.preprocess.UnitPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a text part by part: its own tokens, and headers whole. A header that stands between
 * declarations is read once and shared; one that stands within a declaration, or ends in one, is
 * read as if its tokens were the text's own.
 */
final class PartsReader {
  /** After so many parts within one declaration the rest of the text is taken as one part. */
  private static final int MAX_CUTS = 8;

  private final Reading reading;
  private final FileScope scope;
  private final DeclarationSplitter.Around around;
  private final PieceReader pieces;
  private final Gathered gathered = new Gathered();
  private List<Token> open = new ArrayList<>();
  private int cuts;

  /**
   * What all texts of one unit share.
   *
   * @param inlined headers that must not be shared
   */
  record Reading(
      Vocabulary vocabulary,
      CParser parser,
      DeclarationCache.Language cache,
      Set<HeaderContent> inlined) {}

  PartsReader(Reading reading, FileScope scope, PackStack.State packing) {
    this.reading = reading;
    this.scope = scope;
    this.around = new DeclarationSplitter.Around(packing);
    this.pieces = new PieceReader(reading.vocabulary(), scope, reading.parser(), gathered);
  }

  /** Reads a whole unit. */
  Gathered unit(List<UnitPart> parts) {
    read(parts);
    split(true);
    return gathered;
  }

  private void read(List<UnitPart> parts) {
    for (UnitPart part : parts) {
      if (!open.isEmpty() && cuts > MAX_CUTS) {
        UnitPart.flatten(List.of(part), open);
        continue;
      }
      switch (part) {
        case UnitPart.Run(List<Token> tokens) -> {
          cuts = open.isEmpty() ? 0 : cuts + 1;
          open.addAll(tokens);
          split(false);
        }
        case UnitPart.Header(HeaderContent content) -> header(content);
      }
    }
  }

  private void split(boolean isLast) {
    if (open.isEmpty()) {
      return;
    }
    DeclarationSplitter.Split split =
        DeclarationSplitter.split(open, reading.vocabulary(), around, isLast);
    split.diagnostics().forEach(gathered::add);
    split.pieces().forEach(pieces::read);
    open = isLast ? List.of() : new ArrayList<>(split.rest());
  }

  private void header(HeaderContent content) {
    boolean alone =
        open.isEmpty() && !reading.inlined().contains(content) && !reading.cache().isUnfit(content);
    Optional<HeaderLayer> layer = alone ? layer(content) : Optional.empty();
    if (layer.isPresent()) {
      scope.add(layer.get());
      around.packs().restore(layer.get().packingAfter());
      gathered.add(layer.get());
    } else {
      read(content.parts());
    }
  }

  /** What the header declares here; empty if it has to be read as part of this text. */
  private Optional<HeaderLayer> layer(HeaderContent content) {
    PackStack.State packing = around.packs().state();
    Optional<HeaderLayer> known = reading.cache().layer(content, packing, scope);
    if (known.isPresent() || !reading.cache().takesMore(content)) {
      return known;
    }
    FileScope inside = scope.forHeader(content);
    PartsReader reader = new PartsReader(reading, inside, packing);
    reader.read(content.parts());
    if (!reader.open.isEmpty() || !reader.around.isBalanced()) {
      reading.cache().markUnfit(content);
      return Optional.empty();
    }
    HeaderLayer layer =
        new HeaderLayer(
            content,
            packing,
            reader.around.packs().state(),
            inside.names(),
            inside.tags(),
            inside.askedNames(),
            inside.askedTags(),
            inside.layers(),
            reader.gathered.groups(),
            reader.gathered.diagnostics(),
            reader.gathered.functions());
    return Optional.of(reading.cache().keep(layer, scope));
  }
}
