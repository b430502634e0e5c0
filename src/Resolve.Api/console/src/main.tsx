import { render } from "preact";
import { loadWords } from "./api";
import { App } from "./app";
import { watchAddress } from "./router";
import "./styles.css";

watchAddress();
// Without the server's words the page still works: it shows numbers, and says that the server cannot be reached.
await loadWords().catch(() => undefined);
render(<App />, document.getElementById("app")!);
