using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Resolve.Api.Parameters;

namespace Resolve.Api.OpenApi;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>.</summary>
internal static class OpenApiDescription
{
    public static void AddDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Resolve",
                Version = "v1",
                Description = "Takes crime reports, resolves who and what they mention, links it, and answers who belongs to which ring.",
            };
            document.Servers = [];
            OpenApiCompletion.Apply(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            foreach (EndpointParameters parameters in context.Description.ActionDescriptor.EndpointMetadata.OfType<EndpointParameters>())
                Describe(operation, parameters);
            return Task.CompletedTask;
        });
    });

    private static void Describe(OpenApiOperation operation, EndpointParameters parameters)
    {
        operation.Parameters ??= [];
        foreach (PathParameter p in parameters.Path)
        {
            IOpenApiParameter? known = operation.Parameters.FirstOrDefault(o => o.Name == p.Name && o.In == ParameterLocation.Path);
            if (known is not null) operation.Parameters.Remove(known);
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = p.Name,
                In = ParameterLocation.Path,
                Required = true,
                Description = p.Description,
                Example = JsonValue.Create(p.Example),
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }
        foreach (QueryParameter p in parameters.Query)
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = p.Name,
                In = ParameterLocation.Query,
                Required = p.Required,
                Description = p.Description,
                Schema = p.Schema,
                // Several words stand in one parameter with commas between.
                Explode = p is not WordParameter { Many: true },
                Style = ParameterStyle.Form,
            });
        }
    }
}
