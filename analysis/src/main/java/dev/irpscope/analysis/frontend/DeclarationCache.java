package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.preprocess.HeaderContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * The declarations of headers that the units of one run share. Reading with and without it gives
 * the same. Safe for use by several threads.
 */
public final class DeclarationCache {
  /** More readings of one header than this are not kept: each unit seems to bring its own. */
  private static final int MAX_LAYERS = 64;

  /** More are not remembered: units find out by themselves. */
  private static final int MAX_ENTANGLED = 256;

  private final Language c = new Language();
  private final Language cpp = new Language();

  /** C and C++ share nothing: the same tokens may mean something else. */
  static final class Language {
    private final ScopePath start = new ScopePath();
    private final ConcurrentHashMap<HeaderContent, List<HeaderLayer>> layers =
        new ConcurrentHashMap<>();
    private final List<Set<HeaderContent>> entangled = new CopyOnWriteArrayList<>();
    private final ConcurrentHashMap<List<HeaderContent>, HeaderContent> joined =
        new ConcurrentHashMap<>();
    private final Set<HeaderContent> unfit = ConcurrentHashMap.newKeySet();

    private void copyTo(Language later, Predicate<HeaderContent> current) {
      layers.forEach((content, known) -> {
        if (current.test(content)) {
          later.layers.put(content, known);
        }
      });
      joined.forEach((headers, one) -> {
        if (headers.stream().allMatch(current)) {
          later.joined.put(headers, one);
          later.layers.put(one, layers.getOrDefault(one, List.of()));
        }
      });
      unfit.stream().filter(current).forEach(later.unfit::add);
    }

    /** Headers that were found not to be sharable one by one. */
    List<Set<HeaderContent>> entangled() {
      return entangled;
    }

    void noteEntangled(Set<HeaderContent> headers) {
      if (entangled.size() < MAX_ENTANGLED && !entangled.contains(headers)) {
        entangled.add(Set.copyOf(headers));
      }
    }

    /** The one header that stands for several in a row. */
    HeaderContent joined(List<HeaderContent> headers) {
      return joined.computeIfAbsent(List.copyOf(headers), HeaderContent::joined);
    }

    /** Where every unit begins. */
    ScopePath start() {
      return start;
    }

    /** The header cannot stand alone: it begins or ends within a declaration. */
    void markUnfit(HeaderContent content) {
      unfit.add(content);
    }

    boolean isUnfit(HeaderContent content) {
      return unfit.contains(content);
    }

    boolean takesMore(HeaderContent content) {
      return layers.getOrDefault(content, List.of()).size() < MAX_LAYERS;
    }

    /** What the header declares in this scope, if it was read in such a scope before. */
    Optional<HeaderLayer> layer(HeaderContent content, PackStack.State packing, FileScope scope) {
      Optional<HeaderLayer> there = scope.path().known(content, packing).filter(scope::isOnPath);
      if (there.isPresent()) {
        return there;
      }
      for (HeaderLayer layer : layers.getOrDefault(content, List.of())) {
        if (layer.packingBefore().equals(packing) && scope.answersLike(layer)) {
          if (scope.isOnPath(layer)) {
            scope.path().keep(layer);
          }
          return Optional.of(layer);
        }
      }
      return Optional.empty();
    }

    /**
     * Keeps a layer; returns the one to use, which is an equal one if that was there first. A layer
     * that depends on what the text around it declares is not kept: no other unit sees the same.
     */
    HeaderLayer keep(HeaderLayer layer, FileScope scope) {
      if (!scope.isOnPath(layer)) {
        return layer;
      }
      HeaderLayer first = scope.path().keep(layer);
      if (!first.equals(layer)) {
        return first;
      }
      layers.compute(
          layer.content(),
          (_, known) -> {
            List<HeaderLayer> all = known == null ? new ArrayList<>() : new ArrayList<>(known);
            if (all.size() < MAX_LAYERS) {
              all.add(layer);
            }
            return List.copyOf(all);
          });
      return layer;
    }
  }

  /** A cache for later, which keeps what is known of headers that are {@code current}. */
  public DeclarationCache successor(Predicate<HeaderContent> current) {
    DeclarationCache next = new DeclarationCache();
    c.copyTo(next.c, current);
    cpp.copyTo(next.cpp, current);
    return next;
  }

  Language language(boolean isCpp) {
    return isCpp ? cpp : c;
  }
}
