"""The library folder behind the page: names, storing, removing, the rows of its table. Nothing here knows Streamlit."""
