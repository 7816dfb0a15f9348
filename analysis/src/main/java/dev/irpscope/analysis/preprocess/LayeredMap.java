package dev.irpscope.analysis.preprocess;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What names stand for, in layers of which later ones hide earlier ones. Immutable; large layers
 * are shared by all maps that contain them, so that a header that includes a large one costs only
 * what it adds.
 */
public final class LayeredMap<V> {
  /** Layers up to this size are copied rather than shared: fewer layers to look through. */
  private static final int SMALL = 256;

  private final List<Map<String, V>> layers;

  private LayeredMap(List<Map<String, V>> layers) {
    this.layers = List.copyOf(layers);
  }

  /** What {@code name} stands for, {@code otherwise} if it is in no layer. */
  public V getOr(String name, V otherwise) {
    return find(layers, name, otherwise);
  }

  /** At least the number of names. */
  public int size() {
    return layers.stream().mapToInt(Map::size).sum();
  }

  /** The layers, earliest first; not to be changed. */
  public List<Map<String, V>> layers() {
    return layers;
  }

  private static <V> V find(List<Map<String, V>> layers, String name, V otherwise) {
    for (int i = layers.size() - 1; i >= 0; i--) {
      V found = layers.get(i).get(name);
      if (found != null) {
        return found;
      }
    }
    return otherwise;
  }

  /** Puts layers on one another. For one thread. */
  public static final class Builder<V> {
    private final List<Map<String, V>> below = new ArrayList<>();
    private Map<String, V> top = new HashMap<>();

    public void put(String name, V value) {
      top.put(name, value);
    }

    /** Puts everything that {@code later} holds over what is there. */
    public void putAll(LayeredMap<V> later) {
      for (Map<String, V> layer : later.layers) {
        if (layer.size() <= SMALL) {
          top.putAll(layer);
        } else {
          seal();
          below.add(layer);
        }
      }
    }

    public V getOr(String name, V otherwise) {
      V found = top.get(name);
      return found != null ? found : find(below, name, otherwise);
    }

    /** What was put so far; nothing may be put afterwards. */
    public LayeredMap<V> build() {
      seal();
      return new LayeredMap<>(below);
    }

    private void seal() {
      if (!top.isEmpty()) {
        below.add(top);
        top = new HashMap<>();
      }
    }
  }
}
