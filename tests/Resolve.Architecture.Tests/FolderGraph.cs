using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Resolve.Architecture.Tests;

/// <summary>
/// Which namespace of an assembly uses which other namespace of the same assembly, read from its IL. Namespaces are folders
/// (<see cref="SourceTests"/>), so this is the graph of a project's folders. Constants and <c>nameof</c> leave no trace in IL and are not seen.
/// </summary>
internal sealed class FolderGraph
{
    private readonly Dictionary<string, Dictionary<string, SortedSet<string>>> _uses = new(StringComparer.Ordinal);
    private readonly ModuleDefinition _module;

    private FolderGraph(ModuleDefinition module) => _module = module;

    /// <summary>The namespaces of the assembly.</summary>
    public IEnumerable<string> Folders => _uses.Keys.Order(StringComparer.Ordinal);

    /// <summary>Reads the assembly at <paramref name="path"/>.</summary>
    public static FolderGraph Read(string path)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(path);
        FolderGraph graph = new(module);
        foreach (TypeDefinition type in module.GetAllTypes())
        {
            if (IsGenerated(type)) continue;
            graph.Folder(NamespaceOf(type));
            graph.AddType(type);
        }

        return graph;
    }

    /// <summary>The groups of folders that use each other in a cycle, each with examples of its arrows. Empty when all arrows point one way.</summary>
    /// <param name="interfaceFolder">A folder that every other may use, whose arrows do not count; null for none.</param>
    public IReadOnlyList<string> Cycles(string? interfaceFolder = null) =>
        [.. StronglyConnected(interfaceFolder).Select(group => string.Join('\n', group.SelectMany(from => group
            .Where(to => to != from && _uses[from].ContainsKey(to))
            .Select(to => $"{from} -> {to}: {string.Join(", ", _uses[from][to].Take(12))}"))))];

    private void AddType(TypeDefinition type)
    {
        string from = Label(type);
        Use(type, from, type.BaseType);
        foreach (InterfaceImplementation i in type.Interfaces) Use(type, from, i.InterfaceType);
        foreach (FieldDefinition f in type.Fields) Use(type, from, f.FieldType);
        foreach (CustomAttribute a in type.CustomAttributes) Use(type, from, a.AttributeType);
        foreach (GenericParameter p in type.GenericParameters)
            foreach (GenericParameterConstraint c in p.Constraints) Use(type, from, c.ConstraintType);
        foreach (MethodDefinition m in type.Methods) AddMethod(type, from, m);
    }

    private void AddMethod(TypeDefinition type, string from, MethodDefinition method)
    {
        Use(type, from, method.ReturnType);
        foreach (ParameterDefinition p in method.Parameters) Use(type, from, p.ParameterType);
        if (!method.HasBody) return;
        foreach (VariableDefinition v in method.Body.Variables) Use(type, from, v.VariableType);
        foreach (Instruction i in method.Body.Instructions)
        {
            switch (i.Operand)
            {
                case TypeReference t: Use(type, from, t); break;
                case FieldReference f: Use(type, from, f.DeclaringType); Use(type, from, f.FieldType); break;
                case MethodReference m: UseMethod(type, from, m); break;
            }
        }
    }

    private void UseMethod(TypeDefinition type, string from, MethodReference method)
    {
        Use(type, from, method.DeclaringType);
        Use(type, from, method.ReturnType);
        foreach (ParameterDefinition p in method.Parameters) Use(type, from, p.ParameterType);
        if (method is GenericInstanceMethod g)
            foreach (TypeReference a in g.GenericArguments) Use(type, from, a);
    }

    private void Use(TypeDefinition type, string from, TypeReference? used)
    {
        switch (used)
        {
            case null or GenericParameter: return;
            case GenericInstanceType g:
                foreach (TypeReference a in g.GenericArguments) Use(type, from, a);
                Use(type, from, g.ElementType);
                return;
            case TypeSpecification s: Use(type, from, s.ElementType); return;
        }

        // A reference to a type of another module has that module's assembly as its scope.
        if (used.Scope != _module) return;
        TypeDefinition? target = used.Resolve();
        if (target is null || IsGenerated(target)) return;
        string a1 = NamespaceOf(type), b1 = NamespaceOf(target);
        if (a1 == b1 || b1.Length == 0) return;
        Dictionary<string, SortedSet<string>> row = Folder(a1);
        if (!row.TryGetValue(b1, out SortedSet<string>? examples)) row.Add(b1, examples = new(StringComparer.Ordinal));
        examples.Add($"{from}>{Label(target)}");
    }

    private Dictionary<string, SortedSet<string>> Folder(string name)
    {
        if (!_uses.TryGetValue(name, out Dictionary<string, SortedSet<string>>? row)) _uses.Add(name, row = new(StringComparer.Ordinal));
        return row;
    }

    private static string NamespaceOf(TypeDefinition type)
    {
        TypeDefinition t = type;
        while (t.DeclaringType is not null) t = t.DeclaringType;
        return t.Namespace;
    }

    private static string Label(TypeDefinition type)
    {
        TypeDefinition t = type;
        while (t.DeclaringType is not null) t = t.DeclaringType;
        return t.Name;
    }

    /// <summary>What Orleans and the compiler write lies in namespaces of its own, or has no folder.</summary>
    private static bool IsGenerated(TypeDefinition type)
    {
        string space = NamespaceOf(type);
        return space.Length == 0 || !space.StartsWith("Resolve", StringComparison.Ordinal);
    }

    /// <summary>Groups of two or more folders that reach each other.</summary>
    private IEnumerable<List<string>> StronglyConnected(string? interfaceFolder)
    {
        Dictionary<string, HashSet<string>> reach = Folders.ToDictionary(f => f, f => Reachable(f, interfaceFolder), StringComparer.Ordinal);
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string f in Folders)
        {
            if (!seen.Add(f)) continue;
            List<string> group = [f, .. reach[f].Where(g => g != f && reach[g].Contains(f)).Order(StringComparer.Ordinal)];
            seen.UnionWith(group);
            if (group.Count > 1) yield return group;
        }
    }

    private HashSet<string> Reachable(string from, string? interfaceFolder)
    {
        HashSet<string> found = new(StringComparer.Ordinal);
        Stack<string> open = new([from]);
        while (open.TryPop(out string? f))
            foreach (string to in _uses.TryGetValue(f, out Dictionary<string, SortedSet<string>>? row) ? row.Keys : Enumerable.Empty<string>())
                if (to != interfaceFolder && found.Add(to)) open.Push(to);
        return found;
    }
}
