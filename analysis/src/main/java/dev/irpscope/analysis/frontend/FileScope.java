package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.RecordDefinition;
import dev.irpscope.analysis.preprocess.HeaderContent;
import dev.irpscope.analysis.preprocess.LayeredMap;
import dev.irpscope.analysis.preprocess.Questions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The file scope of a unit, or the part of it that one header declares while that header is being
 * read. Layers of headers lie in it unchanged; what a header asks of the scope around it is noted.
 */
final class FileScope extends Scope {
  /** Stands for "no such name". */
  static final Entity NO_NAME = new Entity.TypeName(new CType.Unknown(""));

  /** Stands for "no such tag". */
  static final CType NO_TAG = new CType.Unknown("");

  /** A layer with more names than this makes the scope forget what it looked up. */
  private static final int MANY = 256;

  private final Optional<FileScope> around;
  private final Optional<HeaderContent> content;
  private final LayeredMap.Builder<Entity> names = new LayeredMap.Builder<>();
  private final LayeredMap.Builder<CType> tags = new LayeredMap.Builder<>();
  private final Map<String, Entity> foundNames = new HashMap<>();
  private final Map<String, CType> foundTags = new HashMap<>();
  private final Questions.Builder<Entity> askedNames = new Questions.Builder<>((known, _) -> known);
  private final Questions.Builder<CType> askedTags = new Questions.Builder<>((known, _) -> known);
  private final Set<String> ownNames = new HashSet<>();
  private final Set<String> ownTags = new HashSet<>();
  private final Set<RecordDefinition> incomplete = new HashSet<>();
  private final List<HeaderLayer> layers = new ArrayList<>();
  private ScopePath path;

  /** A scope that shares nothing. */
  FileScope() {
    this(Optional.empty(), Optional.empty(), new ScopePath());
  }

  /** The scope of a unit. */
  FileScope(ScopePath start) {
    this(Optional.empty(), Optional.empty(), start);
  }

  private FileScope(Optional<FileScope> around, Optional<HeaderContent> content, ScopePath path) {
    this.around = around;
    this.content = content;
    this.path = path;
  }

  /** The scope of a header that is read in this one, which does not change meanwhile. */
  FileScope forHeader(HeaderContent header) {
    return new FileScope(Optional.of(this), Optional.of(header), path);
  }

  // ---- what is declared

  @Override
  Optional<Entity> lookup(String name) {
    Entity found = find(name);
    return isNone(found) ? Optional.empty() : Optional.of(found);
  }

  @Override
  Optional<CType> tag(String tag) {
    CType found = findTag(tag);
    return isNone(found) ? Optional.empty() : Optional.of(found);
  }

  @Override
  Optional<CType> ownTag(String tag) {
    return tag(tag);
  }

  @Override
  void declare(String name, Entity entity) {
    names.put(name, entity);
    foundNames.put(name, entity);
    ownNames.add(name);
  }

  @Override
  void declareTag(String tag, CType type) {
    tags.put(tag, type);
    foundTags.put(tag, type);
    ownTags.add(tag);
    if (type instanceof CType.Struct struct && !struct.definition().isComplete()) {
      incomplete.add(struct.definition());
    }
  }

  @Override
  void completing(RecordDefinition definition) {
    if (!definition.tag().isEmpty() && !incomplete.contains(definition)) {
      throw new SharedDefinitionException(definition.tag(), sharing(definition.tag()));
    }
  }

  /** The headers between here and what declares {@code tag}. */
  private List<HeaderContent> sharing(String tag) {
    List<HeaderContent> headers = new ArrayList<>();
    FileScope at = this;
    while (at.isAbsent(tag) && at.around.isPresent()) {
      at.content.ifPresent(headers::add);
      at = at.around.get();
    }
    addSharing(tag, at.layers, headers);
    return headers;
  }

  private static void addSharing(
      String tag, List<HeaderLayer> layers, List<HeaderContent> headers) {
    for (HeaderLayer layer : layers.reversed()) {
      if (!isNone(layer.tags().getOr(tag, NO_TAG))) {
        headers.add(layer.content());
        addSharing(tag, layer.within(), headers);
        return;
      }
    }
  }

  private boolean isAbsent(String tag) {
    return isNone(tags.getOr(tag, NO_TAG));
  }

  @SuppressWarnings("ReferenceEquality") // one object stands for it
  private static boolean isNone(Entity entity) {
    return entity == NO_NAME;
  }

  @SuppressWarnings("ReferenceEquality") // one object stands for it
  private static boolean isNone(CType type) {
    return type == NO_TAG;
  }

  private Entity find(String name) {
    Entity known = foundNames.get(name);
    if (known != null) {
      return known;
    }
    Entity found = names.getOr(name, NO_NAME);
    if (isNone(found) && around.isPresent()) {
      found = around.get().find(name);
      askedNames.note(name, found);
    }
    foundNames.put(name, found);
    return found;
  }

  private CType findTag(String tag) {
    CType known = foundTags.get(tag);
    if (known != null) {
      return known;
    }
    CType found = tags.getOr(tag, NO_TAG);
    if (isNone(found) && around.isPresent()) {
      found = around.get().findTag(tag);
      askedTags.note(tag, found);
    }
    foundTags.put(tag, found);
    return found;
  }

  // ---- layers

  ScopePath path() {
    return path;
  }

  /**
   * Whether nothing that {@code layer} asks for was declared outside of layers, so that the path
   * alone decides whether it fits.
   */
  boolean isOnPath(HeaderLayer layer) {
    Optional<FileScope> at = Optional.of(this);
    while (at.isPresent()) {
      FileScope scope = at.get();
      if (layer.askedNames().containAny(scope.ownNames)
          || layer.askedTags().containAny(scope.ownTags)) {
        return false;
      }
      at = scope.around;
    }
    return true;
  }

  /** Whether reading the header here would give this layer. */
  boolean answersLike(HeaderLayer layer) {
    return layer.askedTags().allMatch((tag, then) -> isSame(findTag(tag), then))
        && layer.askedNames().allMatch((name, then) -> isSame(find(name), then));
  }

  @SuppressWarnings("ReferenceEquality") // equal types may share a structure or not
  private static boolean isSame(Entity now, Entity then) {
    return now == then || (now instanceof Entity.Constant && now.equals(then));
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(CType now, CType then) {
    return now == then;
  }

  /** Lays what a header declares over what is there; it must fit. */
  void add(HeaderLayer layer) {
    if (around.isPresent()) {
      askedNames.noteAll(layer.askedNames(), name -> !isNone(names.getOr(name, NO_NAME)));
      askedTags.noteAll(layer.askedTags(), tag -> !isNone(tags.getOr(tag, NO_TAG)));
    }
    names.putAll(layer.names());
    tags.putAll(layer.tags());
    forget(foundNames, layer.names());
    forget(foundTags, layer.tags());
    layers.add(layer);
    path = path.then(layer);
  }

  private static void forget(Map<String, ?> found, LayeredMap<?> changed) {
    if (changed.size() > MANY) {
      found.clear();
    } else {
      changed.layers().forEach(layer -> found.keySet().removeAll(layer.keySet()));
    }
  }

  LayeredMap<Entity> names() {
    return names.build();
  }

  LayeredMap<CType> tags() {
    return tags.build();
  }

  Questions<Entity> askedNames() {
    return askedNames.build();
  }

  Questions<CType> askedTags() {
    return askedTags.build();
  }

  List<HeaderLayer> layers() {
    return layers;
  }
}
