package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What the units of one run share: the tokens of the headers, what headers come to, and the
 * spellings. Belongs to one {@link dev.irpscope.analysis.source.HeaderSearch} in one state of the
 * files. Safe for use by several threads; holds every header it was asked for until it is let go
 * itself.
 */
public final class PreprocessorCache {
  /** More states of one header than this are not kept: each unit seems to bring its own. */
  private static final int MAX_CONTENTS = 64;

  private final ConcurrentHashMap<SourceFile, LexedFile> headers = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<SourceFile, List<HeaderContent>> contents =
      new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, String> spellings;
  private final MacroPath start = new MacroPath();

  public PreprocessorCache() {
    this(new ConcurrentHashMap<>(8192));
  }

  private PreprocessorCache(ConcurrentHashMap<String, String> spellings) {
    this.spellings = spellings;
  }

  /**
   * A cache for the same files in a later state.
   *
   * @param current whether files of these names, in lower case and without folders, are all as they
   *     were
   */
  public PreprocessorCache successor(Predicate<List<String>> current) {
    PreprocessorCache next = new PreprocessorCache(spellings);
    headers.forEach((file, lexed) -> {
      if (current.test(List.of(plain(file.name())))) {
        next.headers.put(file, lexed);
      }
    });
    contents.forEach((file, known) -> {
      List<HeaderContent> kept =
          next.headers.containsKey(file)
              ? known.stream()
                  .filter(content ->
                      current.test(
                          content.added().searched().stream()
                              .map(PreprocessorCache::plain)
                              .toList()))
                  .toList()
              : List.of();
      if (!kept.isEmpty()) {
        next.contents.put(file, kept);
      }
    });
    return next;
  }

  private static String plain(String name) {
    String path = name.replace('\\', '/');
    return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }

  /** Whether this cache can give the content to a unit. */
  public boolean holds(HeaderContent content) {
    return contents.getOrDefault(content.file(), List.of()).contains(content);
  }

  LexedFile header(SourceFile file) {
    LexedFile known = headers.get(file);
    return known != null
        ? known
        : headers.computeIfAbsent(file, missing -> FileLexer.lex(missing, spellings()));
  }

  /** The tokens of a file that was read as a header before. */
  Optional<LexedFile> lexed(SourceFile file) {
    return Optional.ofNullable(headers.get(file));
  }

  /** Where every unit begins. */
  MacroPath start() {
    return start;
  }

  /** What reading the header with these macros gives, if it was read so before. */
  Optional<HeaderContent> content(
      SourceFile file, MacroTable macros, MacroTable.Position position) {
    Optional<HeaderContent> there = position.path().known(file).filter(position::isOn);
    if (there.isPresent()) {
      return there;
    }
    for (HeaderContent content : contents.getOrDefault(file, List.of())) {
      if (content.fits(macros)) {
        if (position.isOn(content)) {
          position.path().keep(content);
        }
        return Optional.of(content);
      }
    }
    return Optional.empty();
  }

  boolean takesMore(SourceFile file) {
    return contents.getOrDefault(file, List.of()).size() < MAX_CONTENTS;
  }

  /**
   * Keeps what a header was found to come to. Of several equal ones that were made at the same time
   * the first is kept, and returned.
   *
   * @param position where it was read
   */
  HeaderContent keep(HeaderContent content, MacroTable.Position position) {
    if (position.isOn(content)) {
      HeaderContent first = position.path().keep(content);
      if (!first.equals(content)) {
        return first;
      }
    }
    contents.compute(
        content.file(),
        (_, known) -> {
          List<HeaderContent> all = known == null ? new ArrayList<>() : new ArrayList<>(known);
          if (all.size() < MAX_CONTENTS) {
            all.add(content);
          }
          return List.copyOf(all);
        });
    return content;
  }

  Spellings spellings() {
    return new Spellings(spellings);
  }
}
