"""Between the project and the engine: what is asked (plan), who asks it (process, inline), what becomes of the answers (record)."""
