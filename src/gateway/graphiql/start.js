// Runs in the browser, after React and GraphiQL; see ../graphiql.ts.
/* global React, ReactDOM, GraphiQL */
const operations = JSON.parse(document.getElementById('operations').textContent);
const fetcher = GraphiQL.createFetcher({ url: '/graphql' });

// GraphiQL learns the name of a tab's operation a moment after the tab is in front. Who is faster would ask this tab's
// document for the last tab's operation.
function named({ operationName, ...params }) {
  const known = operationName && new RegExp(`\\b(query|mutation)\\s+${operationName}\\b`).test(params.query);
  return known ? { ...params, operationName } : params;
}

ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher: (params, options) => fetcher(named(params), options),
    defaultTabs: operations.map(({ document, variables }) => ({ query: document, variables })),
    defaultEditorToolsVisibility: true,
  }),
);
