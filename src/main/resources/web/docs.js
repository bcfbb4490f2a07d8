// Swagger UI writes an example that is a list as a list of its own library.
const listExample = /^(<i>Example<\/i> : )List \[ (.*) \]$/;
const PlainExamples = () => ({
  wrapComponents: {
    Markdown: (Original, system) => (properties) =>
      system.React.createElement(Original, {
        ...properties,
        source: String(properties.source ?? '').replace(listExample, (all, label, values) => label + values.replaceAll('"', '')),
      }),
  },
});

// To resolve any part, Swagger UI reads the whole contract, which takes most of its start. The security schemes refer to nothing.
const schemes = 'components,securitySchemes';
const QuickStart = () => ({
  statePlugins: {
    spec: {
      wrapActions: {
        requestResolvedSubtree: (original, system) => (path) =>
          String(path) === schemes
            ? system.specActions.updateResolvedSubtree(path, system.specSelectors.specJson().getIn(path).toJS())
            : original(path),
      },
    },
  },
});

SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  docExpansion: 'none',
  filter: true,
  defaultModelsExpandDepth: 0,
  presets: [SwaggerUIBundle.presets.apis],
  plugins: [PlainExamples, QuickStart],
});
