// Runs in the browser, after React and GraphiQL; see ../graphiql.ts.
/* global React, ReactDOM, GraphiQL */
const operations = JSON.parse(document.getElementById('operations').textContent);

ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
    defaultTabs: operations.map(({ document, variables }) => ({ query: document, variables })),
    defaultEditorToolsVisibility: true,
  }),
);
