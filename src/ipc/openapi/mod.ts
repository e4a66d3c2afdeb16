export const openApiText = () => "{}";
